//! Logarithms and exponentials of decimal numbers, in fixed-point integers with digits to spare.

use bigdecimal::num_bigint::{BigInt, Sign};

use super::division::{divide_rounded, power_of_ten, rescale};

/// Digits computed beyond those that are wanted.
const SPARE: i64 = 12;

/// The natural logarithm of `int × 10^-scale`, which is positive, as an integer of `10^-wanted`.
pub(super) fn ln(int: &BigInt, scale: i64, wanted: i64) -> BigInt {
    let digits = wanted.max(0) + SPARE;
    let one = power_of_ten(digits);
    // int × 10^-scale = near-one × 2^twos × 10^tens, with the first digits of int as near-one.
    let length = super::exact_digits(int);
    let tens = length - 1 - scale;
    let mut near = rescale(int, length - 1, digits);
    let mut twos = 0;
    while &near * 2 > &one * 3 {
        near = divide_rounded(&near, &BigInt::from(2));
        twos += 1;
    }
    if tens == 0 && twos == 0 || tens == -1 && int_is_near_one(int, length) {
        // Close to one, all digits count: nothing may be cancelled by the logarithm of ten.
        let exact = rescale(int, scale, digits.max(scale));
        return rescale(&ln_near_one(&exact, digits.max(scale)), digits.max(scale), wanted);
    }
    let mut sum = ln_near_one(&near, digits);
    sum += ln_two(digits) * twos;
    if tens != 0 {
        sum += ln_ten(digits) * tens;
    }
    rescale(&sum, digits, wanted)
}

/// Whether digits begin with a nine: `0.9…`.
fn int_is_near_one(int: &BigInt, length: i64) -> bool {
    let first = int / power_of_ten(length - 1);
    first == BigInt::from(9)
}

/// `ln(x)` by `2 artanh((x-1)/(x+1))`, where x is between 0.6 and 1.6.
fn ln_near_one(x: &BigInt, digits: i64) -> BigInt {
    let one = power_of_ten(digits);
    let y = divide_rounded(&((x - &one) * &one), &(x + &one));
    let square = divide_rounded(&(&y * &y), &one);
    let mut power = y.clone();
    let mut sum = y;
    let mut odd = 3u64;
    while power.sign() != Sign::NoSign {
        power = divide_rounded(&(&power * &square), &one);
        sum += divide_rounded(&power, &BigInt::from(odd));
        odd += 2;
    }
    sum * 2
}

fn ln_two(digits: i64) -> BigInt {
    // ln 2 = 2 ln(4/3) + ln(9/8), both near one.
    let one = power_of_ten(digits);
    let ratio = |top: u32, bottom: u32| ln_near_one(&(&one * top / bottom), digits);
    ratio(4, 3) * 2 + ratio(9, 8)
}

fn ln_ten(digits: i64) -> BigInt {
    let one = power_of_ten(digits);
    ln_two(digits) * 3 + ln_near_one(&(&one * 5 / 4), digits)
}

/// The exponential of `int × 10^-scale` as an integer of `10^-wanted`. Its size was checked before.
pub(super) fn exp(int: &BigInt, scale: i64, wanted: i64) -> BigInt {
    let weight = approximate(int, scale) * std::f64::consts::LOG10_E;
    let digits = (wanted + weight.max(0.0) as i64).max(0) + SPARE + 10;
    let one = power_of_ten(digits);
    let x = rescale(int, scale, digits);
    // exp(x) = 2^k × exp(r)^(2^8), with r small.
    let two = ln_two(digits);
    let k = divide_rounded(&x, &two);
    let mut sum = taylor(&((x - &k * two) / 256), &one);
    for _ in 0..8 {
        sum = divide_rounded(&(&sum * &sum), &one);
    }
    let shift = i64::try_from(&k).unwrap_or(0);
    let scaled = if shift >= 0 { sum << shift.unsigned_abs() } else { sum >> shift.unsigned_abs() };
    rescale(&scaled, digits, wanted)
}

fn taylor(x: &BigInt, one: &BigInt) -> BigInt {
    let mut term = one.clone();
    let mut sum = one.clone();
    let mut n = 1u64;
    while term.sign() != Sign::NoSign {
        term = divide_rounded(&divide_rounded(&(&term * x), one), &BigInt::from(n));
        sum += &term;
        n += 1;
    }
    sum
}

/// A number as a float, the extremes where it is beyond that.
pub(super) fn approximate(int: &BigInt, scale: i64) -> f64 {
    format!("{int}e{}", -scale).parse().unwrap_or(0.0)
}
