//! Network addresses: containment, parts, arithmetic.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use value::network::Inet;
use value::{Scalar, Value, ValueError};

use crate::arguments::{int, text};
use crate::table::patterns::{BOOL, CIDR, INET, INT4, INT8, TEXT};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("network_sub", &[INET, INET], BOOL, |_, a| within(a, 0, 1, true))
        .operator("<<")
        .safe(),
    Builtin::function("network_subeq", &[INET, INET], BOOL, |_, a| within(a, 0, 1, false))
        .operator("<<=")
        .safe(),
    Builtin::function("network_sup", &[INET, INET], BOOL, |_, a| within(a, 1, 0, true))
        .operator(">>")
        .safe(),
    Builtin::function("network_supeq", &[INET, INET], BOOL, |_, a| within(a, 1, 0, false))
        .operator(">>=")
        .safe(),
    Builtin::function("network_overlap", &[INET, INET], BOOL, overlap).operator("&&").safe(),
    Builtin::function("inetnot", &[INET], INET, not).operator("~").safe(),
    Builtin::function("inetand", &[INET, INET], INET, |_, a| bitwise(a, |l, r| l & r))
        .operator("&"),
    Builtin::function("inetor", &[INET, INET], INET, |_, a| bitwise(a, |l, r| l | r)).operator("|"),
    Builtin::function("inetpl", &[INET, INT8], INET, |_, a| shift(a, 0, int(a, 1)?)).operator("+"),
    Builtin::function("int8pl_inet", &[INT8, INET], INET, |_, a| shift(a, 1, int(a, 0)?))
        .operator("+"),
    Builtin::function("inetmi_int8", &[INET, INT8], INET, |_, a| {
        shift(a, 0, int(a, 1)?.checked_neg().ok_or_else(out_of_range)?)
    })
    .operator("-"),
    Builtin::function("inetmi", &[INET, INET], INT8, difference).operator("-"),
    Builtin::function("host", &[INET], TEXT, host).safe(),
    Builtin::function("text", &[INET], TEXT, in_full).safe(),
    Builtin::function("abbrev", &[INET], TEXT, abbrev).safe(),
    Builtin::function("abbrev", &[CIDR], TEXT, abbrev_cidr).safe(),
    Builtin::function("masklen", &[INET], INT4, masklen).safe(),
    Builtin::function("family", &[INET], INT4, family).safe(),
    Builtin::function("network", &[INET], CIDR, network).safe(),
    Builtin::function("broadcast", &[INET], INET, broadcast).safe(),
    Builtin::function("netmask", &[INET], INET, netmask).safe(),
    Builtin::function("hostmask", &[INET], INET, hostmask).safe(),
    Builtin::function("set_masklen", &[INET, INT4], INET, set_masklen),
    Builtin::function("set_masklen", &[CIDR, INT4], CIDR, set_masklen_cidr),
    Builtin::function("inet_same_family", &[INET, INET], BOOL, same_family).safe(),
    Builtin::function("inet_merge", &[INET, INET], CIDR, merge),
];

/// An address with the length of its network's prefix. The address' bits are the lowest of the number.
#[derive(Clone, Copy)]
struct Network {
    bits: u128,
    prefix: u32,
    width: u32,
}

impl Network {
    fn read(arguments: &[Value], at: usize) -> Result<Self, ValueError> {
        let inet = Inet::parse(Scalar::Inet, text(arguments, at)?)?;
        let (bits, width) = match inet.address {
            IpAddr::V4(address) => (u128::from(u32::from(address)), 32),
            IpAddr::V6(address) => (u128::from(address), 128),
        };
        Ok(Self { bits, prefix: u32::from(inet.bits), width })
    }

    /// All bits that an address of this family has.
    fn all(self) -> u128 {
        if self.width == 32 { u128::from(u32::MAX) } else { u128::MAX }
    }

    /// The bits of the part behind the prefix.
    fn host_mask(self) -> u128 {
        match self.width - self.prefix {
            0 => 0,
            128 => u128::MAX,
            free => (1 << free) - 1,
        }
    }

    fn with(self, bits: u128) -> Self {
        Self { bits: bits & self.all(), ..self }
    }

    fn address(self) -> IpAddr {
        match u32::try_from(self.bits) {
            Ok(bits) if self.width == 32 => Ipv4Addr::from(bits).into(),
            _ => Ipv6Addr::from(self.bits).into(),
        }
    }

    /// As `inet` prints: without the prefix of a single address.
    fn inet(self) -> Value {
        self.written(false)
    }

    /// As `cidr` prints.
    fn full(self) -> Value {
        self.written(true)
    }

    fn written(self, with_mask: bool) -> Value {
        let mut out = String::new();
        Inet { address: self.address(), bits: self.prefix as u8 }.write(with_mask, &mut out);
        Value::text(out)
    }
}

/// Whether one lies in the other's network; strictly if it must be a smaller one.
fn within(arguments: &[Value], inner: usize, outer: usize, strictly: bool) -> Answer {
    let (inner, outer) = (Network::read(arguments, inner)?, Network::read(arguments, outer)?);
    let deep_enough =
        if strictly { inner.prefix > outer.prefix } else { inner.prefix >= outer.prefix };
    Ok(Value::bool(deep_enough && shares_prefix(inner, outer)))
}

fn overlap(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (left, right) = (Network::read(arguments, 0)?, Network::read(arguments, 1)?);
    Ok(Value::bool(shares_prefix(left, right)))
}

fn shares_prefix(left: Network, right: Network) -> bool {
    let mask = !left.host_mask() & !right.host_mask();
    // The shorter prefix is the one that both must share.
    left.width == right.width && (left.bits ^ right.bits) & left.all() & mask == 0
}

fn not(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let network = Network::read(arguments, 0)?;
    Ok(network.with(!network.bits).inet())
}

fn bitwise(arguments: &[Value], of: fn(u128, u128) -> u128) -> Answer {
    let (left, right) = (Network::read(arguments, 0)?, Network::read(arguments, 1)?);
    if left.width != right.width {
        let operation = if of(1, 0) == 0 { "AND" } else { "OR" };
        let message = format!("cannot {operation} inet values of different sizes");
        return Err(ValueError::new("22023", message));
    }
    let prefix = left.prefix.max(right.prefix);
    Ok(Network { prefix, ..left.with(of(left.bits, right.bits)) }.inet())
}

fn shift(arguments: &[Value], at: usize, by: i64) -> Answer {
    let network = Network::read(arguments, at)?;
    let distance = u128::from(by.unsigned_abs());
    let moved = if by >= 0 {
        network.bits.checked_add(distance)
    } else {
        network.bits.checked_sub(distance)
    };
    let moved = moved.filter(|bits| *bits <= network.all()).ok_or_else(out_of_range)?;
    Ok(network.with(moved).inet())
}

fn difference(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (left, right) = (Network::read(arguments, 0)?, Network::read(arguments, 1)?);
    if left.width != right.width {
        let message = "cannot subtract inet values of different sizes";
        return Err(ValueError::new("22023", message));
    }
    let distance = i64::try_from(left.bits.abs_diff(right.bits)).map_err(|_| out_of_range())?;
    Ok(Value::Int(if left.bits < right.bits { -distance } else { distance }))
}

fn host(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let network = Network::read(arguments, 0)?;
    Ok(Network { prefix: network.width, ..network }.inet())
}

fn in_full(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Network::read(arguments, 0)?.full())
}

fn abbrev(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Network::read(arguments, 0)?.inet())
}

/// Bytes of the network that are all behind the prefix are left out: `10.1/16`.
fn abbrev_cidr(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let network = Network::read(arguments, 0)?;
    let IpAddr::V4(address) = network.address() else { return Ok(network.full()) };
    let bytes = (network.prefix.div_ceil(8) as usize).max(1);
    let kept: Vec<String> = address.octets()[..bytes].iter().map(u8::to_string).collect();
    Ok(Value::text(format!("{}/{}", kept.join("."), network.prefix)))
}

fn masklen(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(i64::from(Network::read(arguments, 0)?.prefix)))
}

fn family(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(if Network::read(arguments, 0)?.width == 32 { 4 } else { 6 }))
}

fn network(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let network = Network::read(arguments, 0)?;
    Ok(network.with(network.bits & !network.host_mask()).full())
}

fn broadcast(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let network = Network::read(arguments, 0)?;
    Ok(network.with(network.bits | network.host_mask()).inet())
}

fn netmask(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let network = Network::read(arguments, 0)?;
    Ok(Network { prefix: network.width, ..network.with(!network.host_mask()) }.inet())
}

fn hostmask(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let network = Network::read(arguments, 0)?;
    Ok(Network { prefix: network.width, ..network.with(network.host_mask()) }.inet())
}

fn set_masklen(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let network = Network::read(arguments, 0)?;
    Ok(Network { prefix: prefix(network, int(arguments, 1)?)?, ..network }.inet())
}

fn set_masklen_cidr(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let network = Network::read(arguments, 0)?;
    let network = Network { prefix: prefix(network, int(arguments, 1)?)?, ..network };
    Ok(network.with(network.bits & !network.host_mask()).full())
}

/// -1 is the whole address.
fn prefix(network: Network, length: i64) -> Result<u32, ValueError> {
    match u32::try_from(length) {
        Ok(length) if length <= network.width => Ok(length),
        _ if length == -1 => Ok(network.width),
        _ => Err(ValueError::new("22023", format!("invalid mask length: {length}"))),
    }
}

fn same_family(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (left, right) = (Network::read(arguments, 0)?, Network::read(arguments, 1)?);
    Ok(Value::bool(left.width == right.width))
}

/// The smallest network that holds both.
fn merge(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (left, right) = (Network::read(arguments, 0)?, Network::read(arguments, 1)?);
    if left.width != right.width {
        let message = "cannot merge addresses from different families";
        return Err(ValueError::new("22023", message));
    }
    let differing = 128 - (left.bits ^ right.bits).leading_zeros();
    let prefix = left.prefix.min(right.prefix).min(left.width - differing.min(left.width));
    let merged = Network { prefix, ..left };
    Ok(merged.with(merged.bits & !merged.host_mask()).full())
}

fn out_of_range() -> ValueError {
    ValueError::new("22003", "result is out of range")
}
