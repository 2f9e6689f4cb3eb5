//! `corr`, `covar_…` and `regr_…`: two columns of floats, the first depending on the second.

use value::{Value, ValueError};

use crate::arguments::float;
use crate::table::patterns::{FLOAT8, INT8};
use crate::{Accumulate, Aggregate, Context, Pattern};

const PAIR: &[Pattern] = &[FLOAT8, FLOAT8];

pub(crate) const TABLE: &[Aggregate] = &[
    Aggregate::new("regr_count", PAIR, INT8, |_| {
        start(|it| Some(it.count), |it| Value::Int(it as i64))
    })
    .zero(),
    measure("covar_pop", |_| start(|it| it.over(1.0, it.xy, it.count), Value::Float)),
    measure("covar_samp", |_| start(|it| it.over(2.0, it.xy, it.count - 1.0), Value::Float)),
    measure("corr", |_| start(correlation, Value::Float)),
    measure("regr_sxx", |_| start(|it| it.over(1.0, it.xx, 1.0), Value::Float)),
    measure("regr_syy", |_| start(|it| it.over(1.0, it.yy, 1.0), Value::Float)),
    measure("regr_sxy", |_| start(|it| it.over(1.0, it.xy, 1.0), Value::Float)),
    measure("regr_avgx", |_| start(|it| it.over(1.0, it.x, it.count), Value::Float)),
    measure("regr_avgy", |_| start(|it| it.over(1.0, it.y, it.count), Value::Float)),
    measure("regr_slope", |_| start(slope, Value::Float)),
    measure("regr_intercept", |_| start(intercept, Value::Float)),
    measure("regr_r2", |_| start(determination, Value::Float)),
];

type Start = fn(&Context<'_>) -> Box<dyn Accumulate>;

const fn measure(name: &'static str, start: Start) -> Aggregate {
    Aggregate::new(name, PAIR, FLOAT8, start)
}

fn start(of: fn(&Moments) -> Option<f64>, shown: fn(f64) -> Value) -> Box<dyn Accumulate> {
    Box::new(Regression { moments: Moments::default(), of, shown })
}

/// The sums of two columns, and of their distances from their means.
#[derive(Default)]
struct Moments {
    count: f64,
    x: f64,
    xx: f64,
    y: f64,
    yy: f64,
    xy: f64,
}

impl Moments {
    /// A quotient, if there are enough pairs for it.
    fn over(&self, least: f64, above: f64, below: f64) -> Option<f64> {
        (self.count >= least).then_some(above / below)
    }
}

struct Regression {
    moments: Moments,
    of: fn(&Moments) -> Option<f64>,
    shown: fn(f64) -> Value,
}

impl Accumulate for Regression {
    fn step(&mut self, _: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        let (y, x) = (float(arguments, 0)?, float(arguments, 1)?);
        let sums = &mut self.moments;
        sums.count += 1.0;
        sums.x += x;
        sums.y += y;
        if sums.count > 1.0 {
            let (from_x, from_y) = (x * sums.count - sums.x, y * sums.count - sums.y);
            let share = 1.0 / (sums.count * (sums.count - 1.0));
            sums.xx += from_x * from_x * share;
            sums.yy += from_y * from_y * share;
            sums.xy += from_x * from_y * share;
        } else if !x.is_finite() || !y.is_finite() {
            (sums.xx, sums.yy, sums.xy) = (f64::NAN, f64::NAN, f64::NAN);
        }
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        Ok((self.of)(&self.moments).map_or(Value::Null, self.shown))
    }
}

fn correlation(of: &Moments) -> Option<f64> {
    (of.count >= 1.0 && of.xx != 0.0 && of.yy != 0.0).then(|| of.xy / (of.xx * of.yy).sqrt())
}

fn slope(of: &Moments) -> Option<f64> {
    (of.count >= 1.0 && of.xx != 0.0).then(|| of.xy / of.xx)
}

fn intercept(of: &Moments) -> Option<f64> {
    (of.count >= 1.0 && of.xx != 0.0).then(|| (of.y - of.x * of.xy / of.xx) / of.count)
}

/// A flat line is met exactly.
fn determination(of: &Moments) -> Option<f64> {
    if of.count < 1.0 || of.xx == 0.0 {
        return None;
    }
    Some(if of.yy == 0.0 { 1.0 } else { of.xy * of.xy / (of.xx * of.yy) })
}
