//! Links that set every input, made from the table of inputs.
//!
//! What an input is set to follows from its name and the number of the link alone, so that another input in the table
//! changes none of them.

use fastrand::Rng;
use harm_core::Family;
use harm_wire::{Key, Kind, Unit, belief, query, read_field};

/// Numbers of a unit, of the sizes that people and tests use.
fn pool(unit: Unit) -> &'static [&'static str] {
    match unit {
        Unit::None => &["0.5", "1", "3.7", "10", "250"],
        Unit::Fraction => &["0", "1e-9", "0.0001", "0.02", "0.123456789", "0.5", "0.95", "1.0"],
        Unit::Factor => &["0.5", "1.001", "1.3", "2", "3.7", "10", "82.5", "1e3"],
        Unit::FactorPerYear => &["1.2", "3.3", "6.02214", "30"],
        Unit::Steps => &["0", "0.25", "3", "12", "1000"],
        Unit::Flop => &["1e20", "2.1e25", "5e26", "6.5e27", "2e29", "1e30"],
        Unit::People => &["1", "1e6", "341814420", "8230000000"],
        Unit::Months => &["0", "0.5", "8.25", "18", "120"],
        Unit::Dollars => &["0", "500", "5123456", "2e9"],
        Unit::OrdersOfMagnitude => &["0", "0.1", "0.5", "2"],
        Unit::Laboratories => &["0", "0.5", "2", "3", "7.5"],
        Unit::DeathsOrFraction => &["0", "1e-6", "0.2", "1", "1190001", "5e8"],
    }
}

/// A number below `count`, by a key, the number of a link and what is chosen.
fn choice(key: Key, link: usize, what: &str, count: usize) -> usize {
    let name = key.name().bytes().chain(what.bytes());
    Rng::with_seed(name.fold(link as u64, |seed, byte| seed.wrapping_mul(257) + u64::from(byte))).usize(..count)
}

/// The text of an input's value in a link.
fn text(key: Key, link: usize) -> String {
    let field = key.field();
    let one = |what: &str| {
        let fits: Vec<&str> = pool(field.unit).iter().copied().filter(|text| read_field(key, text).is_ok()).collect();
        String::from(fits[choice(key, link, what, fits.len())])
    };
    match field.kind {
        Kind::Word(words) => String::from(words[link % words.len()]),
        Kind::NumberOr(words) if choice(key, link, "word", 3) == 0 => String::from(words[link % words.len()]),
        Kind::NumberOrNone if choice(key, link, "none", 3) == 0 => String::from("none"),
        Kind::Numbers => ["1", "2", "3"].map(one).join("_"),
        _ => one("number"),
    }
}

/// Canonical links: each family of belief in turn, each form of the scale-up, and about half of the other inputs.
pub(crate) fn links(count: usize) -> Vec<String> {
    let link = |at: usize| {
        let family = Family::ALL[at % Family::ALL.len()];
        let ranged = choice(Key::From, at, "form", 3) == 0;
        let mut pairs = vec![(Key::Belief, String::from(family.name()))];
        for key in Key::ALL {
            let given = match key {
                Key::Belief => false,
                Key::Step | Key::Steps => !ranged,
                Key::From | Key::To => ranged,
                _ if belief::depends_on_family(key) => belief::row(family).uses(key),
                _ => choice(key, at, "given", 2) == 0,
            };
            if given {
                pairs.push((key, text(key, at)));
            }
        }
        // What has to be in order is put into it.
        for (low, high) in [(Key::Low, Key::High), (Key::From, Key::To), (Key::Abstain, Key::Labs)] {
            let place = |key: Key| pairs.iter().position(|(other, _)| *other == key);
            if let (Some(low), Some(high)) = (place(low), place(high)) {
                let number = |at: usize| pairs[at].1.parse::<f64>().unwrap_or(0.0);
                if number(low) > number(high) {
                    let text = std::mem::take(&mut pairs[low].1);
                    pairs[low].1 = std::mem::replace(&mut pairs[high].1, text);
                }
            }
        }
        let pairs: Vec<String> = pairs.iter().map(|(key, text)| [key.name(), "=", text].concat()).collect();
        query::write(&query::parse(&pairs.join("&")).request)
    };
    (0..count).map(link).collect()
}
