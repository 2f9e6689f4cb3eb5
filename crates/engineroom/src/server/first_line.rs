//! A stream whose first line may hold what people type at a shell: `?name=in.("SQL","Rust")`, `?select=links->>github`. The
//! library that reads HTTP refuses these three letters in a URL, although every other server of the protocol takes them.
//! Clients that send more than one request on a connection escape them.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// How much is read at once while the first line lasts, in bytes.
const STEP_BYTES: usize = 2048;

/// A letter becomes as many bytes when it is escaped.
const ESCAPED_BYTES: usize = 3;

/// A stream with its first line escaped.
pub(super) struct FirstLine<S> {
    stream: S,
    over: bool,
}

impl<S> FirstLine<S> {
    /// A stream from which nothing was read yet.
    pub(super) fn new(stream: S) -> Self {
        Self { stream, over: false }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for FirstLine<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let room = buffer.remaining() / ESCAPED_BYTES;
        if this.over || room == 0 {
            // Where there is no room to escape a letter, it comes as it is.
            let before = buffer.filled().len();
            let polled = Pin::new(&mut this.stream).poll_read(context, buffer);
            this.over = this.over || buffer.filled()[before..].contains(&b'\n');
            return polled;
        }
        let mut step = [0; STEP_BYTES];
        let mut read = ReadBuf::new(&mut step[..room.min(STEP_BYTES)]);
        ready!(Pin::new(&mut this.stream).poll_read(context, &mut read))?;
        for byte in read.filled() {
            this.over |= *byte == b'\n';
            match byte {
                b'"' if !this.over => buffer.put_slice(b"%22"),
                b'<' if !this.over => buffer.put_slice(b"%3C"),
                b'>' if !this.over => buffer.put_slice(b"%3E"),
                byte => buffer.put_slice(&[*byte]),
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for FirstLine<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;

    #[tokio::test]
    async fn only_the_first_line_is_escaped() {
        let check = async |sent: &str, expected: &str| {
            for step in [1, 3, 7, 24, 8192] {
                let mut stream = FirstLine::new(sent.as_bytes());
                let mut read = Vec::new();
                let mut buffer = vec![0; step];
                loop {
                    let count = stream.read(&mut buffer).await.unwrap();
                    if count == 0 {
                        break;
                    }
                    read.extend_from_slice(&buffer[..count]);
                }
                let expected = if step < ESCAPED_BYTES { sent } else { expected };
                assert_eq!(String::from_utf8(read).unwrap(), expected, "{step} at a time");
            }
        };
        check("GET /a HTTP/1.1\r\nb: \"c\"\r\n\r\n", "GET /a HTTP/1.1\r\nb: \"c\"\r\n\r\n").await;
        check("GET /?a->>b=in.(\"c\") H\r\n<\"", "GET /?a-%3E%3Eb=in.(%22c%22) H\r\n<\"").await;
        check("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\"", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\"").await;
        check("<\"", "%3C%22").await;
        check("", "").await;
        let long = format!("GET /{} H\n\"", "<".repeat(10_000));
        check(&long, &format!("GET /{} H\n\"", "%3C".repeat(10_000))).await;
    }
}
