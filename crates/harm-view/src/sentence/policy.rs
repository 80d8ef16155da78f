//! The answers of the lenses on what can be done: evaluations, a limit of scale, a pause, restraint.

use harm_core::lens::evaluations::{Evaluations, EvaluationsAnswer};
use harm_core::lens::pause::{Pause, PauseAnswer, PauseEnd};
use harm_core::lens::restraint::{Restraint, RestraintAnswer};
use harm_core::lens::scale_limit::{ScaleLimit, ScaleLimitAnswer};
use harm_core::nearly;

use super::phrase::Phrase;
use crate::number::{counted, every, factor, months, people, percent, plain, times};

/// What do evaluations catch?
///
/// Its answer hangs on what is done with a warning, and on whether evaluations fail together: it names both.
#[must_use]
pub fn evaluations(policy: &Evaluations, answer: &EvaluationsAnswer) -> Phrase {
    let rule = match (&policy.every, &policy.months) {
        (None, None) => {
            return Phrase::new("Without evaluations, ").stress("nothing").say(" is seen before it happens.");
        }
        (Some(growth), None) => format!("every {} of effective compute", times(growth.get())),
        (None, Some(limit)) => every(&months(limit.get())),
        (Some(growth), Some(limit)) => {
            format!(
                "every {} of effective compute or {}, whichever is sooner,",
                times(growth.get()),
                months(limit.get())
            )
        }
    };
    let response = policy.response.get();
    let acted_on = if response >= 1.0 {
        String::from("every warning is acted on")
    } else if response <= 0.0 {
        String::from("no warning is acted on")
    } else {
        format!("{} of warnings are acted on", percent(response))
    };
    let common = policy.common.get();
    let together = if common <= 0.0 {
        String::from("evaluations fail independently")
    } else if common >= 1.0 {
        String::from("all evaluations fail together")
    } else {
        format!("{} of failures are common to all evaluations", percent(common))
    };
    let blind = policy.detect.get() <= 0.0;
    let inside = answer.evaluations_in_buffer + answer.chance_of_one_more;
    if blind || inside <= 0.0 || answer.miss_probability >= 1.0 {
        let because = if blind { "none of them sees the warning signs" } else { "danger comes without a warning" };
        return Phrase::new(&format!("Even if {acted_on} and {together}, evaluations {rule} avert "))
            .stress("no expected deaths")
            .say(&format!(", because {because}."));
    }
    let start = Phrase::new(&format!("If {acted_on} and {together}, evaluations {rule} miss "));
    let miss = answer.miss_probability;
    let missed = if miss <= 0.0 { String::from("none") } else { percent(miss) };
    let missed = start.stress(&missed).say(" of the danger");
    let left = if response < 1.0 {
        missed.say(&format!(", leave {} of the hazard", percent(answer.hazard_left)))
    } else {
        missed
    };
    let number = if answer.deaths_averted > 0.0 { people(answer.deaths_averted) } else { String::from("no") };
    let averted = left.say(" and avert ").stress(&number).say(&expected(&number)[number.len()..]);
    averted.say(&format!(
        ". Warning signs appear {} before danger, and each evaluation sees them {} of the time.",
        times(policy.buffer.get()),
        percent(policy.detect.get())
    ))
}

/// What if each generation may only grow so much?
#[must_use]
pub fn scale_limit(cap: &ScaleLimit, answer: &ScaleLimitAnswer, orders_of_magnitude: f64) -> Phrase {
    if answer.generations == 0.0 {
        return Phrase::new("Nothing is scaled up, so that no limit is reached.");
    }
    let start = Phrase::new(&format!("At most {} a generation, ", times(cap.limit.get())))
        .say(&format!("{} takes ", factor(orders_of_magnitude)))
        .stress(&counted(&people(answer.generations), "generation"));
    let deaths = people(answer.deaths_per_generation);
    if answer.generations == 1.0 {
        return start.say(" and the limit changes nothing.");
    }
    start.say(&format!(": {} in the first, with a look at the result before the next.", expected(&deaths)))
}

/// What does a pause buy?
#[must_use]
pub fn pause(pause: &Pause, answer: &PauseAnswer) -> Phrase {
    let length = months(pause.months.get());
    if pause.months.get() == 0.0 {
        return Phrase::new("A pause of no length changes nothing.");
    }
    let start = match pause.end {
        PauseEnd::Fixed => Phrase::new(&format!("A pause of {length} puts off ")),
        PauseEnd::Random => Phrase::new(&format!("A pause of unknown length, {length} on average, puts off ")),
    };
    let number = people(answer.deaths_deferred);
    let deferred = start.stress(&number).say(&expected(&number)[number.len()..]);
    let averts = answer.deaths_averted > 0.0;
    let averted = if averts {
        let cut = percent(pause.risk_cut.get());
        deferred
            .say(&format!(". If it takes {cut} off the hazard, it averts "))
            .stress(&people(answer.deaths_averted))
            .say(" for good.")
    } else {
        deferred.say(". It averts them only if the time lowers the risk, or the step is never taken.")
    };
    if pause.benefit.get() <= 0.0 {
        return averted;
    }
    let benefit = percent(pause.benefit.get());
    let Some(even) = answer.break_even_months else {
        return averted.say(&format!(
            " If success would prevent {benefit} of all deaths, waiting costs none, because {}.",
            if answer.success > 0.0 { "nobody dies meanwhile" } else { "success never comes" }
        ));
    };
    let cost = expected(&people(answer.cost_in_deaths));
    let waiting = averted.say(&format!(" If success would prevent {benefit} of all deaths, waiting costs {cost}"));
    if !averts {
        return waiting.say(", and it never pays.");
    }
    let net = answer.net_deaths_averted;
    let more = people(net.abs());
    let on_balance = if net == 0.0 {
        waiting.say(", as many as it averts")
    } else {
        let verb = if net > 0.0 { "averts " } else { "costs " };
        waiting.say(&format!(": on balance, the pause {verb}")).stress(&more).say(&expected(&more)[more.len()..])
    };
    on_balance.say(". It pays up to a length of ").stress(&months(even)).say(".")
}

/// What if some laboratories stop?
#[must_use]
pub fn restraint(restraint: &Restraint, answer: &RestraintAnswer) -> Phrase {
    let (labs, stopping) = (restraint.labs().get(), restraint.abstain().get());
    if stopping <= 0.0 {
        return Phrase::new("As long as no laboratory stops, nothing changes.");
    }
    // Grammar follows the number that is printed, not the double behind it.
    let (one, all) = (plain(stopping) == "1" || stopping < 1.0, nearly(stopping, labs));
    let verb = if one { "stops" } else { "stop" };
    let who = if all && plain(labs) == "1" {
        format!("If the only laboratory {verb}")
    } else if all {
        format!("If all {} laboratories {verb}", plain(labs))
    } else {
        let noun = if plain(labs) == "1" { "laboratory" } else { "laboratories" };
        format!("If {} of {} {noun} of equal hazard {verb}", plain(stopping), plain(labs))
    };
    let displaced = restraint.displacement().get();
    let rest = if all && displaced <= 0.0 {
        String::from(" for good: ")
    } else if displaced <= 0.0 {
        String::from(" and the others take over none of its work: ")
    } else if displaced >= 1.0 {
        String::from(" and the others take over all of its work: ")
    } else {
        format!(" and the others take over {} of its work: ", percent(displaced))
    };
    let rest = if !one { rest.replace(" its ", " their ") } else { rest };
    fewer(Phrase::new(&who).say(&rest), answer.deaths_averted)
}

/// The end of a sentence on what is averted.
fn fewer(start: Phrase, averted: f64) -> Phrase {
    let number = people(averted);
    if averted <= 0.0 {
        start.say("no fewer expected deaths.")
    } else if number == "1" {
        start.stress(&number).say(" expected death fewer.")
    } else {
        start.stress(&number).say(" fewer expected deaths.")
    }
}

/// A written number of expected deaths.
fn expected(number: &str) -> String {
    [number, if number == "1" { " expected death" } else { " expected deaths" }].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::Scenario;
    use harm_core::lens::{evaluations as eval, pause as paused, restraint as restrained, scale_limit as capped};
    use harm_core::quantity::{
        Abstaining, Buffer, Laboratories, Months, PositiveMonths, Probability, ScaleFactor, Share, Steps,
    };
    use harm_core::{Belief, ScaleUp};

    fn four() -> Scenario {
        let scale_up = ScaleUp::Steps { step: ScaleFactor::new(10.0).unwrap(), steps: Steps::new(4.0).unwrap() };
        Scenario { scale_up, ..Scenario::default() }
    }

    fn nothing() -> Scenario {
        Scenario { belief: Belief::Point(Probability::new(0.0).unwrap()), ..Scenario::default() }
    }

    fn of(policy: &Evaluations, scenario: &Scenario) -> String {
        evaluations(policy, &eval::answer(scenario, policy)).to_string()
    }

    #[test]
    fn evaluations_say_what_they_miss() {
        let policy = Evaluations::default();
        assert_eq!(
            of(&policy, &four()),
            "If every warning is acted on and evaluations fail independently, evaluations every 4× of effective compute or \
             3 months, whichever is sooner, miss 0.262% of the danger and avert 314 million expected deaths. Warning signs \
             appear 6× before danger, and each evaluation sees them 90% of the time."
        );
        assert!(of(&policy, &nothing()).contains("of the danger and avert no expected deaths. Warning"));
        let yearly = Evaluations { every: None, months: Some(PositiveMonths::new(1.0).unwrap()), ..policy };
        assert!(of(&yearly, &four()).contains("evaluations every month miss"));
        let none = Evaluations { every: None, months: None, ..policy };
        assert_eq!(of(&none, &four()), "Without evaluations, nothing is seen before it happens.");
        let blind = Evaluations { detect: Probability::new(0.0).unwrap(), ..policy };
        assert_eq!(
            of(&blind, &four()),
            "Even if every warning is acted on and evaluations fail independently, evaluations every 4× of effective compute \
             or 3 months, whichever is sooner, avert no expected deaths, because none of them sees the warning signs."
        );
        let unwarned = Evaluations { buffer: Buffer::new(1.0).unwrap(), ..policy };
        assert!(of(&unwarned, &four()).ends_with("avert no expected deaths, because danger comes without a warning."));
    }

    #[test]
    fn evaluations_name_what_they_assume_of_warnings_and_of_each_other() {
        let policy = Evaluations { months: None, ..Evaluations::default() };
        let response = |a| Probability::new(a).unwrap();
        let half = Evaluations { response: response(0.5), ..policy };
        assert!(
            of(&half, &four()).starts_with(
                "If 50% of warnings are acted on and evaluations fail independently, evaluations every 4× of effective \
                 compute miss 7.37% of the danger, leave 53.7% of the hazard and avert 144 million expected deaths."
            ),
            "{}",
            of(&half, &four())
        );
        let ignored = Evaluations { response: response(0.0), ..policy };
        assert!(of(&ignored, &four()).contains("leave 100% of the hazard and avert no expected deaths."));
        for (common, said) in [
            (0.0, "evaluations fail independently"),
            (0.25, "25% of failures are common to all evaluations"),
            (1.0, "all evaluations fail together"),
        ] {
            let policy = Evaluations { common: Share::new(common).unwrap(), ..policy };
            assert!(
                of(&policy, &four()).starts_with(&format!("If every warning is acted on and {said}, ")),
                "{common}"
            );
        }
    }

    #[test]
    fn a_limit_counts_generations() {
        let cap = ScaleLimit::default();
        let said = |scenario: &Scenario| {
            scale_limit(&cap, &capped::answer(scenario, &cap), scenario.scale_up.orders_of_magnitude()).to_string()
        };
        assert_eq!(
            said(&Scenario::default()),
            "At most 4× a generation, 10× takes 2 generations: 48.3 million expected deaths in the first, with a look at \
             the result before the next."
        );
    }

    #[test]
    fn a_pause_defers_averts_and_costs() {
        let said = |pause_: Pause| pause(&pause_, &paused::answer(&four(), &pause_)).to_string();
        let default = Pause::default();
        assert_eq!(
            said(default),
            "A pause of 6 months puts off 26.2 million expected deaths. It averts them only if the time lowers the risk, \
             or the step is never taken."
        );
        let share = |v| Share::new(v).unwrap();
        let costly =
            Pause { months: Months::new(24.0).unwrap(), risk_cut: share(0.25), benefit: share(0.5), ..default };
        assert_eq!(
            said(costly),
            "A pause of 24 months puts off 104 million expected deaths. If it takes 25% off the hazard, it averts \
             77.6 million for good. If success would prevent 50% of all deaths, waiting costs 59.5 million expected deaths: \
             on balance, the pause averts 18.1 million expected deaths. It pays up to a length of 2.6 years."
        );
        let long = Pause { months: Months::new(48.0).unwrap(), ..costly };
        assert!(said(long).contains(": on balance, the pause costs 41.5 million expected deaths."), "{}", said(long));
        let dear = Pause { benefit: share(0.01), risk_cut: share(0.5), ..costly };
        assert!(said(dear).ends_with("It pays up to a length of 259 years."), "{}", said(dear));
        assert!(said(Pause { benefit: share(0.5), ..default }).ends_with("expected deaths, and it never pays."));
        let immortal = Pause { mortality: share(0.0), ..costly };
        assert!(said(immortal).ends_with("waiting costs none, because nobody dies meanwhile."));
        let certain = Scenario { belief: Belief::Point(Probability::new(1.0).unwrap()), ..four() };
        assert!(
            pause(&costly, &paused::answer(&certain, &costly))
                .to_string()
                .ends_with("waiting costs none, because success never comes.")
        );
        assert_eq!(
            said(Pause { months: Months::new(0.0).unwrap(), ..default }),
            "A pause of no length changes nothing."
        );
        assert!(
            said(Pause { months: Months::new(1.0).unwrap(), ..default }).starts_with("A pause of 1 month puts off")
        );
    }

    #[test]
    fn restraint_counts_who_stops() {
        let said = |labs: f64, stopping: f64, displaced: f64| {
            let (labs, stopping) = (Laboratories::new(labs).unwrap(), Abstaining::new(stopping).unwrap());
            let input = Restraint::new(labs, stopping, Share::new(displaced).unwrap()).unwrap();
            restraint(&input, &restrained::answer(&Scenario::default(), &input)).to_string()
        };
        assert_eq!(
            said(4.0, 1.0, 0.5),
            "If 1 of 4 laboratories of equal hazard stops and the others take over 50% of its work: 9.96 million fewer expected deaths."
        );
        assert!(
            said(4.0, 2.0, 0.0)
                .starts_with("If 2 of 4 laboratories of equal hazard stop and the others take over none of their work")
        );
        assert!(said(4.0, 1.0, 1.0).ends_with("take over all of its work: no fewer expected deaths."));
        assert_eq!(said(4.0, 4.0, 0.0), "If all 4 laboratories stop for good: 80 million fewer expected deaths.");
        assert_eq!(said(1.0, 1.0, 0.0), "If the only laboratory stops for good: 80 million fewer expected deaths.");
        assert_eq!(said(4.0, 0.0, 0.0), "As long as no laboratory stops, nothing changes.");
    }
}
