//! The server over real sockets, and its small decisions as tables.

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::oneshot;

use super::*;
use crate::configuration::Network;

fn settings() -> Settings {
    Settings {
        host: "127.0.0.1".to_owned(),
        port: 0,
        public_url: None,
        tls: None,
        trusted_proxies: Vec::new(),
        allowed_hosts: Vec::new(),
        max_body_bytes: 1024,
        max_url_bytes: 1024,
        max_connections: 4,
        shutdown_timeout: Duration::from_secs(2),
    }
}

async fn ask(address: SocketAddr, path: &str, host: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn requests_in_flight_finish_and_the_router_can_be_replaced() {
    let slow = || async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        "slow"
    };
    let router = Router::new().route("/slow", get(slow)).route("/a", get(|| async { "one" }));
    let live = LiveRouter::new(router);
    let server = Server::bind(&settings()).await.unwrap();
    let address = server.address().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let served = tokio::spawn(server.serve(live.clone(), async move {
        let _ = stopped.await;
    }));
    assert!(ask(address, "/a", "x").await.ends_with("one"));
    let late = tokio::spawn(async move { ask(address, "/slow", "x").await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    live.replace(Router::new().route("/a", get(|| async { "two" })));
    assert!(ask(address, "/a", "x").await.ends_with("two"));
    stop.send(()).unwrap();
    assert!(late.await.unwrap().ends_with("slow"));
    assert!(served.await.unwrap());
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_port_in_use_is_told() {
    let first = Server::bind(&settings()).await.unwrap();
    let port = first.address().unwrap().port();
    let second = Server::bind(&Settings { port, ..settings() }).await.err().unwrap();
    assert!(second.to_string().contains("--port"), "{second}");
}

#[tokio::test]
async fn dev_answers_this_machine_only() {
    let router = Router::new().route("/", get(|| async { "in" }));
    let router = refuse_other_hosts(router, &["my.test".to_owned()]);
    let server = Server::bind(&settings()).await.unwrap();
    let address = server.address().unwrap();
    tokio::spawn(server.serve(LiveRouter::new(router), std::future::pending()));
    assert!(ask(address, "/", "localhost:1").await.ends_with("in"));
    assert!(ask(address, "/", "evil.example").await.starts_with("HTTP/1.1 421"));
}

#[test]
fn hosts_that_mean_this_machine() {
    let check = |host: &str, expected: bool| {
        let allowed = ["my.test".to_owned()];
        assert_eq!(hosts::is_local(Some(host), &allowed), expected, "{host}");
    };
    check("localhost", true);
    check("LOCALHOST:54321", true);
    check("127.0.0.1:54321", true);
    check("[::1]:54321", true);
    check("10.0.0.5", true);
    check("app.localhost:1", true);
    check("my.test:80", true);
    check("evil.example", false);
    check("localhost.evil.example", false);
    check("127.0.0.1.evil.example", false);
    check("", false);
    assert!(!hosts::is_local(None, &[]));
}

#[test]
fn clients_behind_proxies() {
    let check = |peer: &str, header: &[&str], expected: &str| {
        let trusted = [Network::parse("10.0.0.0/8").unwrap()];
        let mut headers = HeaderMap::new();
        for value in header {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let found = proxies::client(peer.parse().unwrap(), &headers, &trusted);
        assert_eq!(found, expected.parse::<IpAddr>().unwrap(), "{peer} {header:?}");
    };
    check("1.1.1.1", &["2.2.2.2"], "1.1.1.1");
    check("10.0.0.1", &["2.2.2.2"], "2.2.2.2");
    check("10.0.0.1", &["6.6.6.6, 2.2.2.2, 10.0.0.2"], "2.2.2.2");
    check("10.0.0.1", &["6.6.6.6", "2.2.2.2:99"], "2.2.2.2");
    check("10.0.0.1", &["[fd00::1]"], "fd00::1");
    check("10.0.0.1", &["unknown"], "10.0.0.1");
    check("10.0.0.1", &[], "10.0.0.1");
}
