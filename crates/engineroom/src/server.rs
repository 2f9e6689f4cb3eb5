//! Listening and serving: connections with their bounds, TLS, and an end that lets requests finish. What is served is a
//! router that can be replaced while it runs.

mod first_line;
mod hosts;
mod patience;
mod proxies;
mod signals;
#[cfg(test)]
mod tests;
mod tls;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;
use tower_http::timeout::TimeoutBody;

use crate::configuration::Server as Settings;

pub(crate) use hosts::refuse_other_hosts;
pub(crate) use proxies::believe_proxies;
pub(crate) use signals::stop_signal;

use first_line::FirstLine;
use patience::Patient;

/// A client that hasn't finished the handshake by then is let go.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// So is one that neither sends nor finishes the headers of its next request; clients keep idle connections less long.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// Who doesn't send or take anything more in the middle of a request or an answer isn't waited for longer.
const PAUSE_MAX: Duration = Duration::from_secs(30);
/// Room for headers, beside the URL.
const HEADERS_BYTES: usize = 64 * 1024;
/// The least that hyper accepts.
const BUFFER_BYTES_MIN: usize = 8 * 1024;
/// After a failed accept, such as when there are too many open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A router that can be replaced.
#[derive(Clone)]
pub(crate) struct LiveRouter {
    router: Arc<RwLock<Router>>,
}

impl LiveRouter {
    /// Serves this router first.
    pub(crate) fn new(router: Router) -> Self {
        Self { router: Arc::new(RwLock::new(router)) }
    }

    /// Serves another router from the next request on.
    pub(crate) fn replace(&self, router: Router) {
        // A router is put there whole, so a poisoned lock holds a whole one too.
        *self.router.write().unwrap_or_else(std::sync::PoisonError::into_inner) = router;
    }

    fn current(&self) -> Router {
        self.router.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    async fn answer(self, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
        let patient = |body| Body::new(TimeoutBody::new(PAUSE_MAX, body));
        self.current().oneshot(request.map(patient)).await
    }
}

/// A socket that listens, and how its connections are treated.
pub(crate) struct Server {
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    connections: Arc<Semaphore>,
    builder: auto::Builder<TokioExecutor>,
    shutdown_timeout: Duration,
}

impl Server {
    /// Begins to listen.
    pub(crate) async fn bind(settings: &Settings) -> anyhow::Result<Self> {
        let tls = settings.tls.as_ref().map(tls::acceptor).transpose()?;
        let host = settings.host.trim_matches(['[', ']']);
        let listener = match TcpListener::bind((host, settings.port)).await {
            Ok(listener) => listener,
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => anyhow::bail!(
                "port {} is in use by another program; choose another with --port",
                settings.port
            ),
            Err(error) => {
                let address = format!("{}:{}", settings.host, settings.port);
                return Err(error).with_context(|| format!("can't listen on {address}"));
            }
        };
        Ok(Self {
            listener,
            tls,
            connections: Arc::new(Semaphore::new(settings.max_connections)),
            builder: builder(settings.max_url_bytes),
            shutdown_timeout: settings.shutdown_timeout,
        })
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> anyhow::Result<SocketAddr> {
        Ok(self.listener.local_addr()?)
    }

    /// Serves until `stop` ends; then requests in flight may finish within the timeout. True if all of them did.
    pub(crate) async fn serve(self, router: LiveRouter, stop: impl Future<Output = ()>) -> bool {
        let graceful = GracefulShutdown::new();
        tokio::pin!(stop);
        loop {
            // The permit comes first: above the bound, clients wait in the system's queue.
            let accepted = async {
                let permit = self.connections.clone().acquire_owned().await;
                (permit, self.listener.accept().await)
            };
            let (permit, (stream, peer)) = tokio::select! {
                () = &mut stop => break,
                (permit, accepted) = accepted => match accepted {
                    Ok(accepted) => (permit, accepted),
                    Err(error) => {
                        tracing::warn!(%error, "a connection could not be accepted");
                        tokio::time::sleep(ACCEPT_PAUSE).await;
                        continue;
                    }
                },
            };
            let connection = Connection {
                peer,
                router: router.clone(),
                builder: self.builder.clone(),
                watcher: graceful.watcher(),
            };
            let tls = self.tls.clone();
            tokio::spawn(async move {
                connection.serve(stream, tls).await;
                drop(permit);
            });
        }
        drop(self.listener);
        tokio::time::timeout(self.shutdown_timeout, graceful.shutdown()).await.is_ok()
    }
}

fn builder(max_url_bytes: usize) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    let buffer = (max_url_bytes + HEADERS_BYTES).max(BUFFER_BYTES_MIN);
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(buffer)
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(Some(HEAD_TIMEOUT))
        .max_header_list_size(u32::try_from(buffer).unwrap_or(u32::MAX));
    builder
}

/// One client's connection.
struct Connection {
    peer: SocketAddr,
    router: LiveRouter,
    builder: auto::Builder<TokioExecutor>,
    watcher: Watcher,
}

impl Connection {
    async fn serve(self, stream: TcpStream, tls: Option<TlsAcceptor>) {
        // Answers are written whole; waiting for more to send only delays them.
        let _ = stream.set_nodelay(true);
        let Some(tls) = tls else { return self.speak(stream).await };
        match tokio::time::timeout(HANDSHAKE_TIMEOUT, tls.accept(stream)).await {
            Ok(Ok(stream)) => self.speak(stream).await,
            Ok(Err(error)) => tracing::debug!(peer = %self.peer, %error, "no TLS"),
            Err(_) => tracing::debug!(peer = %self.peer, "no TLS in time"),
        }
    }

    async fn speak<S>(self, stream: S)
    where
        S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
    {
        let (router, peer) = (self.router, self.peer);
        let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().answer(request)
        });
        let stream = FirstLine::new(Patient::new(stream, HEAD_TIMEOUT, PAUSE_MAX));
        let connection =
            self.builder.serve_connection_with_upgrades(TokioIo::new(stream), service).into_owned();
        if let Err(error) = self.watcher.watch(connection).await {
            tracing::debug!(%peer, %error, "a connection broke");
        }
    }
}
