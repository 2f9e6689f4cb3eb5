//! A stream that waits only so long: for the first bytes of whoever connected, and for a reader to take what is written to
//! it. Without that a client that does nothing would hold its place for ever.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// Who has sent so much has begun to speak, and is judged by the protocol from then on. HTTP/2 begins with so many bytes.
const BEGINNING_BYTES: usize = 24;

/// A stream with bounds on how long it waits.
pub(super) struct Patient<S> {
    stream: S,
    missing: usize,
    first: Option<Pin<Box<Sleep>>>,
    stuck: Option<Pin<Box<Sleep>>>,
    write_timeout: Duration,
}

impl<S> Patient<S> {
    /// Waits so long for the first bytes, and so long for each step of a write.
    pub(super) fn new(stream: S, first_timeout: Duration, write_timeout: Duration) -> Self {
        let first = Some(Box::pin(sleep(first_timeout)));
        Self { stream, missing: BEGINNING_BYTES, first, stuck: None, write_timeout }
    }

    /// What a step of a write gives; the time runs only while there is no step.
    fn written<T>(
        &mut self,
        polled: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if polled.is_ready() {
            self.stuck = None;
            return polled;
        }
        let timeout = self.write_timeout;
        let stuck = self.stuck.get_or_insert_with(|| Box::pin(sleep(timeout)));
        stuck.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let before = buffer.filled().len();
        let polled = Pin::new(&mut this.stream).poll_read(context, buffer);
        let Some(first) = &mut this.first else { return polled };
        if polled.is_pending() {
            return first.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()));
        }
        this.missing = this.missing.saturating_sub(buffer.filled().len() - before);
        if this.missing == 0 {
            this.first = None;
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.written(polled, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.written(polled, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_flush(context);
        self.written(polled, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_shutdown(context);
        self.written(polled, context)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    const SHORT: Duration = Duration::from_millis(100);
    const LONG: Duration = Duration::from_secs(60);

    #[tokio::test]
    async fn who_doesn_t_begin_to_speak_is_not_waited_for() {
        let check = async |sent: &[u8], expected: bool| {
            let (mut client, server) = duplex(1024);
            let mut server = Patient::new(server, SHORT, LONG);
            client.write_all(sent).await.unwrap();
            let mut read = vec![0; sent.len()];
            server.read_exact(&mut read).await.unwrap();
            let more = tokio::time::timeout(SHORT * 3, server.read_u8()).await;
            assert_eq!(more.is_err(), expected, "after {} bytes: {more:?}", sent.len());
        };
        check(b"", false).await;
        check(b"PRI * HTTP/2.0\r\n", false).await;
        check(b"GET / HTTP/1.1\r\nhost: localhost\r\n", true).await;
    }

    #[tokio::test]
    async fn who_doesn_t_read_is_not_waited_for() {
        let (mut client, server) = duplex(16);
        let mut server = Patient::new(server, LONG, SHORT);
        let begun = Instant::now();
        let error = server.write_all(&[0; 64]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert!(begun.elapsed() >= SHORT);
        // Who reads slowly is.
        let (mut slow, server) = duplex(16);
        let mut server = Patient::new(server, LONG, SHORT);
        let reading = tokio::spawn(async move {
            for _ in 0..8 {
                tokio::time::sleep(SHORT / 2).await;
                slow.read_exact(&mut [0; 8]).await.unwrap();
            }
        });
        server.write_all(&[0; 64]).await.unwrap();
        reading.await.unwrap();
        client.read_exact(&mut [0; 16]).await.unwrap();
    }
}
