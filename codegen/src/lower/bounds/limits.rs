//! The limits of a number: inclusive or exclusive.

use super::NUMBERS_AND_IDS;
use crate::ast::{Given, Spanned, TypeRefDoc};
use crate::codes;
use crate::lower::context::Context;
use crate::model::{Limit, Scalar};
use serde_yaml::Number;

/// Lowers the least and the greatest value of a number.
pub(super) fn lower(cx: &mut Context<'_>, doc: &TypeRefDoc) -> (Option<Limit>, Option<Limit>) {
    if !NUMBERS_AND_IDS.contains(&doc.name.as_str()) {
        return (None, None);
    }
    let least = given(cx, &LEAST, [&doc.minimum, &doc.exclusive_minimum]);
    let most = given(cx, &MOST, [&doc.maximum, &doc.exclusive_maximum]);
    let minimum = least.and_then(|least| least.limit(cx, doc));
    let maximum = most.and_then(|most| most.limit(cx, doc));
    if let (Some(least), Some(most)) = (least, most)
        && is_empty(minimum, maximum)
    {
        report_empty(cx, least, most);
    }
    (minimum, maximum)
}

/// A side of a range: its keys, and their meaning in words.
struct Side {
    inclusive: (&'static str, &'static str),
    exclusive: (&'static str, &'static str),
    /// The step from an exclusive limit to the integer next to it.
    step: i128,
}

const LEAST: Side = Side {
    inclusive: ("minimum", "at least"),
    exclusive: ("exclusive_minimum", "greater than"),
    step: 1,
};

const MOST: Side = Side {
    inclusive: ("maximum", "at most"),
    exclusive: ("exclusive_maximum", "less than"),
    step: -1,
};

/// A limit as written.
#[derive(Clone, Copy)]
struct Written<'d> {
    key: &'static str,
    words: &'static str,
    /// The step to the nearest allowed integer; 0 for an inclusive limit.
    step: i128,
    number: &'d Spanned<Number>,
}

/// Returns the limit of one side, and reports a second one.
fn given<'d>(
    cx: &mut Context<'_>,
    side: &Side,
    [inclusive, exclusive]: [&'d Given<Number>; 2],
) -> Option<Written<'d>> {
    let written = |(key, words), step, number| Written {
        key,
        words,
        step,
        number,
    };
    match (inclusive.as_deref(), exclusive.as_deref()) {
        (Some(number), other) => {
            if let Some(other) = other {
                let ((inclusive, _), (exclusive, _)) = (side.inclusive, side.exclusive);
                let item = format!("a number with `{inclusive}`");
                cx.misplaced(exclusive, other.span, &item, &format!(", or `{inclusive}`"));
            }
            Some(written(side.inclusive, 0, number))
        }
        (None, Some(number)) => Some(written(side.exclusive, side.step, number)),
        (None, None) => None,
    }
}

impl Written<'_> {
    /// Returns the limit, and reports one that is not a value of the type or that no value satisfies.
    fn limit(&self, cx: &mut Context<'_>, doc: &TypeRefDoc) -> Option<Limit> {
        let (key, number) = (self.key, &self.number.value);
        if doc.name.as_str() == Scalar::Number.word() {
            let number = number.as_f64().filter(|number| number.is_finite());
            return match number {
                Some(number) if self.step == 0 => Some(Limit::Decimal(number)),
                Some(number) => Some(Limit::Exclusive(number)),
                None => self.report(cx, doc, "write an integer".to_owned()),
            };
        }
        let (least, most) = range(&doc.name);
        // An exclusive limit leaves at least one value.
        let (from, to) = (least + (-self.step).max(0), most - self.step.max(0));
        match whole(number) {
            None => self.report(cx, doc, "write an integer".to_owned()),
            Some(number) if number < least || number > most => {
                let help = format!("write a number from {from} to {to}, or remove `{key}`");
                self.report(cx, doc, help)
            }
            Some(number) if number < from || number > to => {
                let words = self.words;
                let message = format!(
                    "no value of the type `{}` is {words} {number}",
                    doc.name.value
                );
                let help = format!("write a number from {from} to {to}, or remove `{key}`");
                cx.report(codes::IMPOSSIBLE_BOUNDS, self.number.span, message, help);
                None
            }
            Some(number) => Some(Limit::Whole(number + self.step)),
        }
    }

    fn report(&self, cx: &mut Context<'_>, doc: &TypeRefDoc, help: String) -> Option<Limit> {
        let (key, number) = (self.key, &self.number.value);
        let message = format!(
            "`{key}: {number}` is not a value of the type `{}`",
            doc.name.value
        );
        cx.report(codes::IMPOSSIBLE_BOUNDS, self.number.span, message, help);
        None
    }
}

/// Returns `true` if no number satisfies both limits.
fn is_empty(minimum: Option<Limit>, maximum: Option<Limit>) -> bool {
    use Limit::{Decimal, Exclusive, Whole};
    match (minimum, maximum) {
        (Some(Whole(least)), Some(Whole(most))) => least > most,
        (Some(Decimal(least)), Some(Decimal(most))) => least > most,
        (Some(Decimal(least) | Exclusive(least)), Some(Decimal(most) | Exclusive(most))) => {
            least >= most
        }
        _ => false,
    }
}

fn report_empty(cx: &mut Context<'_>, least: Written<'_>, most: Written<'_>) {
    let message = format!(
        "a number cannot be {} {} and {} {}",
        least.words, least.number.value, most.words, most.number.value
    );
    let help = if least.step == 0 && most.step == 0 {
        "make `minimum` the smaller of the two"
    } else {
        "choose limits with a value between them"
    };
    cx.report(codes::IMPOSSIBLE_BOUNDS, least.number.span, message, help);
}

/// Returns the least and the greatest value of an integer type.
pub(in crate::lower) fn range(name: &str) -> (i128, i128) {
    match name {
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint64" => (0, u64::MAX.into()),
        // The minimum of an id.
        _ => (i64::MIN.into(), u64::MAX.into()),
    }
}

fn whole(number: &Number) -> Option<i128> {
    let signed = number.as_i64().map(i128::from);
    signed.or_else(|| number.as_u64().map(i128::from))
}
