//! What does a pause buy?

use harm_core::lens::{self, Pause, PauseAnswer, PauseEnd};
use harm_wire::Request;

use super::{Bars, Parts, expected};
use crate::number::{months, people, percent, plain};
use crate::report::Line;
use crate::sentence::Phrase;

/// What does a pause buy?
pub(super) fn answer(pause: &Pause, answer: &PauseAnswer) -> Phrase {
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

pub(super) fn detail(request: &Request) -> Parts {
    let (scenario, pause) = (&request.scenario, &request.lenses.pause);
    let answer = lens::pause::answer(scenario, pause);
    let bars = Bars::default()
        .people("Put off", answer.deaths_deferred)
        .people("Averted by a lower hazard", answer.deaths_averted)
        .people("Cost of waiting", answer.cost_in_deaths);
    let formulae = vec![
        format!(
            "Scale-up not made: min({}, {}/12 · log₁₀ {}) = {} orders of magnitude",
            plain(scenario.scale_up.orders_of_magnitude()),
            plain(pause.months.get()),
            plain(scenario.growth.get()),
            plain(answer.orders_of_magnitude)
        ),
        format!(
            "Averted: sN·[R(m) − R(m·(1 − c))], with c = {}: {}",
            plain(pause.risk_cut.get()),
            people(answer.deaths_averted)
        ),
        format!(
            "Cost: η·μ·N·T/12·(1 − R(m·(1 − c))), with η = {}, μ = {} a year and a chance of success of {}: {}",
            plain(pause.benefit.get()),
            percent(pause.mortality.get()),
            percent(answer.success),
            people(answer.cost_in_deaths)
        ),
        format!(
            "Net: averted − cost = {}{}",
            if answer.net_deaths_averted < 0.0 { "−" } else { "" },
            people(answer.net_deaths_averted.abs())
        ),
        match answer.break_even_months {
            Some(even) => format!("Both are equal at {}", months(even)),
            None => String::from("Break-even: none, because waiting costs no deaths"),
        },
    ];
    (bars, formulae)
}

/// How long the pause is.
pub(super) fn length(pause: &Pause) -> Line {
    let end = match pause.end {
        PauseEnd::Fixed => "",
        PauseEnd::Random => "on average; it ends at a random time",
    };
    Line::new("length of the pause", "T", months(pause.months.get()), end)
}

/// Where a figure of the report comes from.
pub(super) fn remark(key: &str, pause: &Pause, success: f64) -> String {
    match key {
        "orders_of_magnitude" => String::from("at the scenario's growth, at most all of it"),
        "deaths_deferred" => String::from("averted only if it is never made"),
        "deaths_averted" => format!("{} of the hazard removed", percent(pause.risk_cut.get())),
        "cost_in_deaths" => format!(
            "{} of people die per year; success, {} likely, would prevent {} of that",
            percent(pause.mortality.get()),
            percent(success),
            percent(pause.benefit.get())
        ),
        "break_even_months" if pause.benefit.get() * pause.mortality.get() * success <= 0.0 => {
            String::from("waiting costs no deaths")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use harm_core::quantity::{Months, Probability, ScaleFactor, Share, Steps};
    use harm_core::{Belief, ScaleUp, Scenario};

    fn four() -> Scenario {
        let scale_up = ScaleUp::Steps { step: ScaleFactor::new(10.0).unwrap(), steps: Steps::new(4.0).unwrap() };
        Scenario { scale_up, ..Scenario::default() }
    }

    #[test]
    fn a_pause_defers_averts_and_costs() {
        let sentence = |policy: Pause| answer(&policy, &lens::pause::answer(&four(), &policy)).to_string();
        let default = Pause::default();
        assert_eq!(
            sentence(default),
            "A pause of 6 months puts off 26.2 million expected deaths. It averts them only if the time lowers the risk, \
             or the step is never taken."
        );
        let share = |v| Share::new(v).unwrap();
        let costly =
            Pause { months: Months::new(24.0).unwrap(), risk_cut: share(0.25), benefit: share(0.5), ..default };
        assert_eq!(
            sentence(costly),
            "A pause of 24 months puts off 104 million expected deaths. If it takes 25% off the hazard, it averts \
             77.6 million for good. If success would prevent 50% of all deaths, waiting costs 59.5 million expected deaths: \
             on balance, the pause averts 18.1 million expected deaths. It pays up to a length of 2.6 years."
        );
        let long = Pause { months: Months::new(48.0).unwrap(), ..costly };
        assert!(
            sentence(long).contains(": on balance, the pause costs 41.5 million expected deaths."),
            "{}",
            sentence(long)
        );
        let dear = Pause { benefit: share(0.01), risk_cut: share(0.5), ..costly };
        assert!(sentence(dear).ends_with("It pays up to a length of 259 years."), "{}", sentence(dear));
        assert!(sentence(Pause { benefit: share(0.5), ..default }).ends_with("expected deaths, and it never pays."));
        let immortal = Pause { mortality: share(0.0), ..costly };
        assert!(sentence(immortal).ends_with("waiting costs none, because nobody dies meanwhile."));
        let certain = Scenario { belief: Belief::Point(Probability::new(1.0).unwrap()), ..four() };
        assert!(
            answer(&costly, &lens::pause::answer(&certain, &costly))
                .to_string()
                .ends_with("waiting costs none, because success never comes.")
        );
        assert_eq!(
            sentence(Pause { months: Months::new(0.0).unwrap(), ..default }),
            "A pause of no length changes nothing."
        );
        assert!(
            sentence(Pause { months: Months::new(1.0).unwrap(), ..default }).starts_with("A pause of 1 month puts off")
        );
    }
}
