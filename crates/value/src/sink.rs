//! Where text is printed to: a `String`, or the bytes of an answer. Printing into either never fails.

/// Something that text is appended to.
pub trait Sink {
    /// Appends text.
    fn put(&mut self, text: &str);
    /// Appends one ASCII character.
    fn put_ascii(&mut self, character: u8);

    /// Appends an integer.
    fn put_int(&mut self, int: i64) {
        if int < 0 {
            self.put_ascii(b'-');
        }
        self.put_digits(int.unsigned_abs(), 1);
    }

    /// Appends digits, with leading zeros up to a width.
    fn put_digits(&mut self, mut number: u64, width: usize) {
        let mut buffer = [b'0'; 20];
        let mut start = buffer.len();
        while number > 0 {
            start -= 1;
            buffer[start] = b'0' + (number % 10) as u8;
            number /= 10;
        }
        let start = start.min(buffer.len() - width.min(buffer.len()));
        self.put(std::str::from_utf8(&buffer[start..]).unwrap_or_default());
    }
}

impl Sink for String {
    fn put(&mut self, text: &str) {
        self.push_str(text);
    }

    fn put_ascii(&mut self, character: u8) {
        self.push(char::from(character));
    }
}

impl Sink for Vec<u8> {
    fn put(&mut self, text: &str) {
        self.extend_from_slice(text.as_bytes());
    }

    fn put_ascii(&mut self, character: u8) {
        self.push(character);
    }
}
