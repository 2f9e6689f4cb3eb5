//! `inet`, `cidr` and `macaddr`: reading, printing and order.

use std::cmp::Ordering;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::spaces::trim;
use crate::{Scalar, Sink, ValueError};

/// An address with the length of its network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Inet {
    /// The address.
    pub address: IpAddr,
    /// The bits of its network, 32 or 128 for a host.
    pub bits: u8,
}

impl Inet {
    /// Reads an `inet`, or a `cidr`, which has no bits to the right of its mask.
    pub fn parse(of: Scalar, text: &str) -> Result<Self, ValueError> {
        let inet = match (of, text.contains(':')) {
            (_, true) => parse_v6(text),
            (Scalar::Cidr, _) => parse_cidr_v4(text),
            _ => parse_v4(text),
        };
        let inet = inet.ok_or_else(|| ValueError::syntax(of.name(), text))?;
        if of == Scalar::Cidr && inet.network().address != inet.address {
            return Err(ValueError::new("22P02", format!("invalid cidr value: \"{text}\""))
                .detail("Value has bits set to right of mask."));
        }
        Ok(inet)
    }

    /// 32 or 128.
    pub const fn width(&self) -> u8 {
        match self.address {
            IpAddr::V4(_) => 32,
            IpAddr::V6(_) => 128,
        }
    }

    /// The address as a number, its first bit the highest of 128.
    fn number(&self) -> u128 {
        match self.address {
            IpAddr::V4(address) => u128::from(u32::from(address)) << 96,
            IpAddr::V6(address) => u128::from(address),
        }
    }

    fn with_number(&self, number: u128) -> IpAddr {
        match self.address {
            IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::from((number >> 96) as u32)),
            IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::from(number)),
        }
    }

    /// The bits of the mask, from the left.
    fn mask(&self) -> u128 {
        u128::MAX.checked_shl(128 - u32::from(self.bits)).unwrap_or(0)
    }

    /// The network that the address is in.
    #[must_use]
    pub fn network(&self) -> Self {
        Self { address: self.with_number(self.number() & self.mask()), bits: self.bits }
    }

    /// Whether another's network lies in this one's (`>>=`).
    pub fn contains(&self, other: &Self) -> bool {
        self.width() == other.width()
            && other.bits >= self.bits
            && (self.number() ^ other.number()) & self.mask() == 0
    }

    /// Prints it; a host's mask is left out of an `inet` unless asked for.
    pub fn write<S: Sink>(&self, with_mask: bool, out: &mut S) {
        match self.address {
            IpAddr::V4(address) => write_v4(address, out),
            IpAddr::V6(address) => write_v6(address, out),
        }
        if with_mask || self.bits != self.width() {
            out.put_ascii(b'/');
            out.put_int(i64::from(self.bits));
        }
    }

    /// PostgreSQL's order: family, network, length of the mask, address.
    pub fn compare(&self, other: &Self) -> Ordering {
        let shared = Self { bits: self.bits.min(other.bits), ..*self }.mask();
        (self.width().cmp(&other.width()))
            .then_with(|| (self.number() & shared).cmp(&(other.number() & shared)))
            .then_with(|| self.bits.cmp(&other.bits))
            .then_with(|| self.number().cmp(&other.number()))
    }
}

fn parse_bits(text: Option<&str>, most: u8) -> Option<Option<u8>> {
    let Some(digits) = text else { return Some(None) };
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    // Only the masks of version 4 may have zeros before them.
    let padded = most > 32 && digits.len() > 1 && digits.starts_with('0');
    let bits: u8 = digits.parse().ok().filter(|bits| plain && !padded && *bits <= most)?;
    Some(Some(bits))
}

fn split_mask(text: &str) -> (&str, Option<&str>) {
    text.split_once('/').map_or((text, None), |(address, mask)| (address, Some(mask)))
}

/// `10.1.2`, as octets and how many there are.
fn octets(text: &str) -> Option<([u8; 4], u8)> {
    let mut octets = [0; 4];
    let mut count = 0;
    for part in text.split('.') {
        let plain = (1..=9).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let value: u32 = part.parse().ok().filter(|_| plain)?;
        *octets.get_mut(usize::from(count))? = u8::try_from(value).ok()?;
        count += 1;
    }
    Some((octets, count))
}

fn parse_v4(text: &str) -> Option<Inet> {
    let (address, mask) = split_mask(text);
    let (octets, count) = octets(address)?;
    let bits = match parse_bits(mask, 32)? {
        Some(bits) if bits / 8 <= count => bits,
        None if count == 4 => 32,
        _ => return None,
    };
    Some(Inet { address: IpAddr::V4(octets.into()), bits })
}

/// A `cidr` without a mask takes that of its class, at least as long as its octets.
fn parse_cidr_v4(text: &str) -> Option<Inet> {
    let (address, mask) = split_mask(text);
    let (octets, count) = octets(address)?;
    let bits = parse_bits(mask, 32)?.unwrap_or_else(|| {
        let class = match octets[0] {
            240.. => 32,
            224.. => 8,
            192.. => 24,
            128.. => 16,
            _ => 8,
        };
        let bits = if class < count * 8 { count * 8 } else { class };
        if bits == 8 && octets[0] == 224 { 4 } else { bits }
    });
    Some(Inet { address: IpAddr::V4(octets.into()), bits })
}

fn parse_v6(text: &str) -> Option<Inet> {
    let (address, mask) = split_mask(text);
    let address: Ipv6Addr = address.parse().ok()?;
    Some(Inet { address: IpAddr::V6(address), bits: parse_bits(mask, 128)?.unwrap_or(128) })
}

fn write_v4<S: Sink>(address: Ipv4Addr, out: &mut S) {
    for (at, octet) in address.octets().into_iter().enumerate() {
        if at > 0 {
            out.put_ascii(b'.');
        }
        out.put_int(i64::from(octet));
    }
}

/// The longest run of zeros is `::`; what ends in an old address shows it.
fn write_v6<S: Sink>(address: Ipv6Addr, out: &mut S) {
    let words = address.segments();
    let (mut best, mut run) = (0..0, 0..0);
    for (at, word) in words.iter().enumerate() {
        run = if *word != 0 { at + 1..at + 1 } else { run.start..at + 1 };
        if run.len() > best.len() {
            best = run.clone();
        }
    }
    if best.len() < 2 {
        best = 8..8;
    }
    let old = best.start == 0
        && (best.len() == 6
            || (best.len() == 7 && words[7] != 1)
            || (best.len() == 5 && words[5] == 0xffff));
    for (at, word) in words.iter().enumerate() {
        if best.contains(&at) {
            if at == best.start {
                out.put_ascii(b':');
            }
            continue;
        }
        if at > 0 {
            out.put_ascii(b':');
        }
        if at == 6 && old {
            let [.., a, b, c, d] = address.octets();
            return write_v4(Ipv4Addr::new(a, b, c, d), out);
        }
        out.put(&format!("{word:x}"));
    }
    if best.end == 8 && !best.is_empty() {
        out.put_ascii(b':');
    }
}

/// Reads a `macaddr` in any of its spellings into its canonical text.
pub(crate) fn read_macaddr(text: &str) -> Result<String, ValueError> {
    let octets = mac_octets(trim(text)).ok_or_else(|| ValueError::syntax("macaddr", text))?;
    if octets.iter().any(|octet| *octet > 255) {
        let message = format!("invalid octet value in \"macaddr\" value: \"{text}\"");
        return Err(ValueError::new("22003", message));
    }
    let parts: Vec<String> = octets.iter().map(|octet| format!("{octet:02x}")).collect();
    Ok(parts.join(":"))
}

fn mac_octets(text: &str) -> Option<[u32; 6]> {
    let mut octets = [0; 6];
    for separator in [':', '-'] {
        let parts: Vec<&str> = text.split(separator).take(8).collect();
        if parts.len() == 6 {
            for (slot, part) in octets.iter_mut().zip(parts) {
                let plain =
                    (1..=7).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_hexdigit());
                *slot = u32::from_str_radix(part, 16).ok().filter(|_| plain)?;
            }
            return Some(octets);
        }
    }
    let groups: Vec<usize> = text.split([':', '-', '.']).map(str::len).take(8).collect();
    let digits: String = text.chars().filter(|c| !matches!(c, ':' | '-' | '.')).collect();
    let marks = text.chars().filter(|c| !c.is_ascii_hexdigit()).collect::<String>();
    let shape = match (groups.as_slice(), marks.as_str()) {
        ([6, 6], ":" | "-") | ([4, 4, 4], ".." | "--") | ([12], "") => digits,
        _ => return None,
    };
    for (slot, pair) in octets.iter_mut().zip(shape.as_bytes().chunks(2)) {
        *slot = u32::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(octets)
}
