#!/usr/bin/env python3
"""The model a second time, in ball arithmetic: an independent check of the core, and the source of data/corners.json.

Nothing here is shared with the Rust code: expectations are adaptive integrals with proven error bounds (Arb's
`acb.integral`) in log-odds below one half and in hazard above, beta functions are exact to hundreds of bits, quantiles
are checked by how far the distribution function at them is from the level. Numbers of a scenario are taken as the
doubles that they are read as. It is not part of the tests, which need no Python; to run it:

    python3 -m venv venv && venv/bin/pip install python-flint==0.9.0 mpmath==1.4.1
    cargo build --release -p harm-cli
    venv/bin/python tests/reference/model.py 2000 1                # 2000 random scenarios with seed 1: the worst errors
    venv/bin/python tests/reference/model.py 2000 1 --keep 300     # the 300 hardest of them to data/corners.json
    venv/bin/python tests/reference/model.py 100 2 --rare          # 100 more of the kinds that are rare among them

What is not compared: steps until a limit for uncertain risks (a root, which the core's own tests put back into the
equation), deaths averted of less than 1e-20 of all, which nobody can tell from none, and scenarios that would take this
more than three seconds, which are mostly random pauses with a trend and an interval. Those, and other rare kinds, are
what `--rare` adds: it gives them twenty seconds each.
"""

import concurrent.futures
import json
import math
import os
import pathlib
import random
import signal
import subprocess
import sys

import mpmath
from flint import acb, arb, ctx

mpmath.mp.dps = 60
PRECISION = ctx.prec = 320
ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("PROGRAM", ROOT / "target/release/expected-harm"))

DEFAULTS = {
    "risk": 0.01, "per": 10.0, "step": 10.0, "steps": 1.0, "population": 8e9, "fatality": 1.0, "trend": 1.0,
    "growth": 4.5, "level": 0.9, "weight": 1.0, "eval-every": 4.0, "eval-months": 3.0, "eval-growth": 12.7,
    "buffer": 6.0, "detect": 0.9, "response": 1.0, "common": 0.0, "forecast-error": 0.0, "limit": 4.0, "pause": 6.0, "risk-cut": 0.0,
    "benefit": 0.0, "mortality": 0.00767, "labs": 4.0, "abstain": 1.0, "displacement": 0.0, "tolerate": 1.19e6,
}
QUANTILES = {"p05": 0.05, "p50": 0.5, "p95": 0.95}
ONE, HALF = arb(1), arb(1) / 2


class Unsure(Exception):
    """The reference itself could not be computed to enough digits."""


def from_mpf(x):
    return arb(mpmath.nstr(x, 55))


def to_mpf(x):
    return mpmath.mpf(x.str(55, radius=False))


def normal_quantile(q):
    """z with P(Z < z) = q, for q as an mpf."""
    return from_mpf(mpmath.sqrt(2) * mpmath.erfinv(2 * q - 1))


def upper_tail(z):
    return (z / arb(2).sqrt()).erfc() / 2


def integral(f, points):
    """The integral over a path of sorted points, the pieces that matter first, the others as well as they matter."""
    pieces = list(zip(points, points[1:]))
    size = lambda piece: abs(float((f(acb((piece[0] + piece[1]) / 2), False) * (piece[1] - piece[0])).real.mid()))
    total = acb(0)
    for a, b in sorted(pieces, key=size, reverse=True):
        enough = arb(2) ** -1300 + abs(total.real.mid()) * arb(2) ** -75
        total += acb.integral(f, acb(a), acb(b), rel_tol=arb(2) ** -75, abs_tol=enough, eval_limit=400_000)
    return total.real


def between(low, high, candidates):
    """`low`, those of the candidates that lie inside, `high`."""
    inside = sorted({float(c) for c in candidates if float(low) + 1e-9 < c < float(high) - 1e-9})
    return [low, *(arb(c) for c in inside), high]


def hazard(p):
    return -(-p).log1p()


def ln_risk(h):
    return (1 - (-h).exp()).log()


def around(centre, scale):
    return [centre + k * scale for k in (-40, -25, -15, -9, -6, -4, -2, -1, 0, 1, 2, 4, 6, 9, 15, 25, 40)]


class Belief:
    """A belief as functions: expectation of a function of the hazard, quantiles of the hazard."""

    def __init__(self, inputs):
        self.family = inputs.get("belief", "point")
        get = lambda key: arb(float(inputs.get(key, DEFAULTS.get(key, 0))))
        if self.family in ("point", "beta"):
            self.mean_given = get("risk")
        if self.family == "beta":
            self.a, self.b = self.mean_given * get("weight"), (1 - self.mean_given) * get("weight")
        if self.family in ("log-uniform", "logit-normal", "log-normal"):
            self.low, self.high = get("low"), get("high")
        if self.family in ("logit-normal", "log-normal"):
            odds = (lambda p: (p / (1 - p)).log()) if self.family == "logit-normal" else (lambda p: p.log())
            level = mpmath.mpf(float(inputs.get("level", DEFAULTS["level"])))
            z = from_mpf(mpmath.sqrt(2) * mpmath.erfinv(level))
            self.mu = (odds(self.low) + odds(self.high)) / 2
            self.sigma = (odds(self.high) - odds(self.low)) / (2 * z)
            self.cut = -self.mu / self.sigma
            self.norm = 1 - upper_tail(self.cut) if self.family == "log-normal" else ONE
        if self.family == "panel":
            risks = [arb(float(p)) for p in inputs["panel"]]
            weights = [arb(float(w)) for w in inputs.get("weights", ["1"] * len(risks))]
            self.atoms = sorted(((p, w / sum(weights, arb(0))) for p, w in zip(risks, weights)), key=lambda a: float(a[0]))
        if self.family == "point":
            self.atoms = [(self.mean_given, ONE)]

    def expectation(self, g, scale):
        """E g(hazard), for g analytic and changing around hazards of 1/`scale`."""
        if self.family in ("point", "panel"):
            return sum((w * g(hazard(p)) if float(p) < 1 else w for p, w in self.atoms), arb(0))
        # Below p = 1/2 in y = ln p or log-odds, above in the hazard itself.
        t = -math.log(scale)
        if self.family == "log-uniform":
            width = (self.high / self.low).log()
            density_left, density_right = (lambda y: 1 / width), (lambda h: (-h).exp() / (1 - (-h).exp()) / width)
            start, marks = self.low.log(), around(t, 1.0)
            high = self.high.log()
            middle = end_left = high if float(high) < -0.7 else arb(max(float(start), -0.7))
            end = arb(500) if float(self.high) == 1.0 else -((1 - self.high).log())
            hazard_left, hazard_at = (lambda y: -((1 - y.exp()).log())), (lambda y: -((1 - y.exp()).log()))
            marks_right = []
            if float(start) > -0.7:
                middle = start
        else:
            mu, sigma = float(self.mu), float(self.sigma)
            constant = self.sigma * (2 * arb.pi()).sqrt() * self.norm
            bell = lambda y: (-(((y - self.mu) / self.sigma) ** 2) / 2).exp() / constant
            # Below this the density times the hazard, to which g is proportional there, has fallen by e^-100.
            top = min(t, mu + sigma * sigma)
            slope = max(0.0, 1 + (mu - top) / sigma**2)
            start = arb(max(mu - 42 * sigma, top - sigma * sigma * (math.sqrt(slope**2 + 200 / sigma**2) - slope)))
            marks = [*around(mu, sigma), *around(t, 1.0), *around(mu + sigma * sigma, sigma)]
            density_left = bell
            if self.family == "log-normal":
                middle = end_left = arb(-0.7)
                end = arb(500)
                density_right = lambda h: bell(ln_risk(h)) * (-h).exp() / (1 - (-h).exp())
                hazard_left = hazard_at = lambda y: -((1 - y.exp()).log())
                marks_right = [-math.log(-math.expm1(y)) for y in around(mu, sigma) if -700 < y < 0]
            else:
                middle = end_left = arb(0)
                end = arb(max(500.0, mu + 42 * sigma))
                density_right = lambda h: bell((h.exp() - 1).log()) * h.exp() / (h.exp() - 1)
                hazard_left = hazard_at = lambda y: (1 + y.exp()).log()
                marks_right = around(mu, sigma)
        total = arb(0)
        if float(start) < float(end_left):
            path = between(start, end_left, marks)
            total += integral(lambda y, _: density_left(y) * g(hazard_left(y)), path)
        begin = hazard_at(middle)
        if float(begin) < float(end):
            grid = [float(begin) + 0.2 * 2**k for k in range(20)] + [x / scale for x in (0.03, 0.1, 0.3, 1, 3, 10, 30, 100)]
            path = between(begin, end, [*grid, *marks_right])
            total += integral(lambda h, _: density_right(h) * g(h), path)
        return total

    def added(self, kept, cut):
        """E[(1 − p)^kept (1 − (1 − p)^cut)]."""
        if float(cut) <= 0:
            return arb(0)
        if self.family == "beta":
            if float(self.a) == 0:
                return arb(0)
            if float(self.b) == 0:
                return ONE if float(kept) <= 0 else arb(0)
            ctx.prec = 900
            ln_b = lambda k: (self.b + k).lgamma() - (self.a + self.b + k).lgamma()
            result = (ln_b(kept) - ln_b(arb(0))).exp() * (1 - (ln_b(kept + cut) - ln_b(kept)).exp())
            ctx.prec = PRECISION
            return result
        if self.family in ("point", "panel") and any(float(p) == 1 for p, _ in self.atoms):
            at = lambda p: (-kept * hazard(p)).exp() * -(-cut * hazard(p)).expm1() if float(p) < 1 else (
                arb(0) if float(kept) > 0 else ONE)
            return sum((w * at(p) for p, w in self.atoms), arb(0))
        return self.expectation(lambda h: (-kept * h).exp() * -(-cut * h).expm1(), float(kept + cut))

    def risk(self, m):
        return self.added(arb(0), m)

    def mean(self):
        if self.family in ("point", "beta"):
            return self.mean_given
        return sum((p * w for p, w in self.atoms), arb(0)) if self.family == "panel" else self.risk(ONE)

    def at_random_end(self, end, scale):
        """E of the risk until a random end, which is known for each hazard; for beta beliefs over the end instead."""
        if self.family != "beta":
            return self.expectation(end.risk_of_hazard, scale)
        if float(self.a) == 0 or float(self.b) == 0:
            return self.mean_given
        ln_b0 = self.b.lgamma() - (self.a + self.b).lgamma()
        risk = lambda k: 1 - ((self.b + k).lgamma() - (self.a + self.b + k).lgamma() - ln_b0).exp()

        def f(w, _):
            return w.exp() * (-w.exp()).exp() * risk(end.steps_at(w.exp()))

        last = min(math.log(float(end.a)), math.log(400))
        marks = (-60, -40, -25, -15, -8, -4, -2, -1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5)
        path = [last - 60, *(x for x in marks if last - 60 < x < last - 1e-9)]
        ctx.prec = 600
        everything = integral(f, [*(arb(x) for x in path), end.a.log() if last < math.log(400) else arb(400).log()])
        everything += (-end.a).exp() * risk(end.most)
        ctx.prec = PRECISION
        return everything

    def quantile_error(self, q, m, ours):
        """How far a quantile of the risk over m steps is off, relative; by what it is, or by the level that it has."""
        if self.family == "beta":
            if float(self.a) == 0 or float(self.b) == 0:
                return 0.0 if ours == float(self.mean_given) else 1.0
            if ours < 1e-280:
                return 0.0 if arb("1e-250").beta_lower(self.a, self.b, regularized=True) > q else 1.0
            if ours > 1 - 1e-4:
                return 0.0  # a double no longer tells the hazard
            ctx.prec = 1600
            h = -((1 - arb(ours)).log()) / m
            p, s = 1 - (-h).exp(), (-h).exp()
            off = p.beta_lower(self.a, self.b, regularized=True) - arb(q) if float(p) < 0.5 else (
                1 - arb(q) - s.beta_lower(self.b, self.a, regularized=True))
            ln_beta = self.a.lgamma() + self.b.lgamma() - (self.a + self.b).lgamma()
            density = ((self.a - 1) * p.log() - self.b * h - ln_beta).exp()
            slope = m * (-m * h).exp()
            result = abs(float(off / density * slope / arb(ours)))
            ctx.prec = PRECISION
            return result
        if self.family in ("point", "panel"):
            below, theirs = 0.0, None
            for p, w in self.atoms:
                below += float(w)
                if below >= q - 1e-12:
                    theirs = p
                    break
            h = -(-theirs).log1p() if float(theirs) < 1 else None
        elif self.family == "log-uniform":
            p = (self.low.log() + arb(q) * (self.high / self.low).log()).exp()
            h = -(-p).log1p()
        elif self.family == "log-normal":
            p = (self.mu + self.sigma * normal_quantile(mpmath.mpf(q) * to_mpf(self.norm))).exp()
            h = -(-p).log1p()
        else:
            h = (self.mu + self.sigma * normal_quantile(mpmath.mpf(q))).exp().log1p()
        theirs = ONE if h is None else -(-m * h).expm1()
        return error(ours, theirs)


def error(ours, theirs):
    """Relative distance of a double from a ball."""
    if ours is None:
        return 1.0
    if float(theirs.mid()) == 0 or abs(float(theirs.mid())) < 1e-290:
        return 0.0 if abs(ours) < 1e-280 else 1.0
    if theirs.rel_accuracy_bits() < 43:
        raise Unsure
    return abs(float((arb(ours) - theirs) / theirs))


class RandomEnd:
    """A scale-up that ends after an exponential time, or when it is complete; u is that time over its mean."""

    def __init__(self, scenario, mean):
        self.tau, self.k, self.most = scenario.n("trend"), scenario.k, scenario.m
        self.mean, self.a = mean, scenario.x / mean

    def steps_at(self, u):
        x = u * self.mean
        return x / self.k if float(self.tau) == 1 else ((x * self.tau.log()).exp() - 1) / (self.tau**self.k - 1)

    def risk_of_hazard(self, h):
        """The risk for one known hazard, in closed form: for a trend by Kummer's function."""
        if float(self.tau) == 1:
            expected = h * self.mean / self.k
            return expected / (1 + expected) * -(-(h * self.most) - self.a).expm1()
        d = h / (1 - self.tau**self.k)
        s = -1 / (self.mean * self.tau.log())
        end = (-self.a - h * self.most).exp()
        kummer = lambda y: acb(-y).hypgeom_1f1(acb(1), acb(1 + s))
        risk = 1 - kummer(d) - end * (1 - kummer(d - h * self.most))
        return risk if isinstance(h, acb) else risk.real


class Scenario:
    """All figures of a scenario with its lenses, from the formulae of METHODS.md."""

    def __init__(self, inputs):
        self.inputs = inputs
        self.n = lambda key: arb(float(inputs[key] if key in inputs else DEFAULTS[key]))
        self.belief = Belief(inputs)
        self.redrawn = inputs.get("sharing") == "redrawn"
        self.x = log10(self.n("to") / self.n("from")) if "from" in inputs else self.n("steps") * log10(self.n("step"))
        per = inputs.get("per")
        self.k = self.x if per == "total" else log10(self.n("growth" if per == "year" else "per"))
        self.m = self.steps(self.x)
        self.mean = self.belief.mean()
        self.exposed = self.n("fatality") * self.n("population")

    def steps(self, x):
        tau = self.n("trend")
        return x / self.k if float(tau) == 1 else (tau**x - 1) / (tau**self.k - 1)

    def added(self, kept, cut):
        if float(cut) <= 0:
            return arb(0)
        if self.redrawn:
            if float(self.mean) == 1:
                return arb(0) if float(kept) > 0 else ONE
            return (-kept * hazard(self.mean)).exp() * -(-cut * hazard(self.mean)).expm1()
        return self.belief.added(kept, cut)

    def risk(self, m):
        return self.added(arb(0), m)

    def survival(self, m):
        """E (1 − p)^m; 1 less the risk where that is an integral."""
        atoms = [(self.mean, ONE)] if self.redrawn else getattr(self.belief, "atoms", None)
        if atoms is None or float(m) <= 0:
            return 1 - self.risk(m)
        return sum((w * (-m * hazard(p)).exp() for p, w in atoms if float(p) < 1), arb(0))

    def figures(self):
        """Yields each figure as its path in the document and its value; None where there is none."""
        n, m, exposed = self.n, self.m, self.exposed
        risk = self.risk(m)
        yield "assessment.orders_of_magnitude", self.x
        yield "assessment.reference_steps", m
        yield "assessment.mean_risk_per_reference_step", self.mean
        yield "assessment.risk", risk
        certain = arb(0) if float(m) == 0 else ONE if float(self.mean) == 1 else -(-m * hazard(self.mean)).expm1()
        yield "assessment.risk_if_mean_were_certain", certain
        yield "assessment.expected_deaths", risk * exposed
        yield "assessment.micromorts", risk * n("fatality") * 1_000_000
        per_year = log10(n("growth"))
        risk_per_year = self.risk(self.steps(per_year))
        yield "assessment.pace.years", self.x / per_year
        yield "assessment.pace.risk_per_year", risk_per_year
        yield "assessment.pace.deaths_per_year", risk_per_year * exposed
        yield "assessment.pace.deaths_per_day", risk_per_year * exposed / arb("365.25")
        yield from self.evaluations()
        length = log10(n("limit"))
        generation = self.risk(self.steps(length))
        yield "scale_limit.risk_per_generation", generation
        yield "scale_limit.deaths_per_generation", generation * exposed
        yield "scale_limit.generations", ceiling(self.x / length)
        yield from self.pause(per_year)
        left = n("abstain") / n("labs") * (1 - n("displacement"))
        restrained = self.risk(m * (1 - left))
        yield "restraint.risk", restrained
        yield "restraint.deaths_averted", self.added(m * (1 - left), m * left) * exposed
        yield from self.acceptable()

    def evaluations(self):
        n = self.n
        rules = []
        if self.inputs.get("eval-every") != "none":
            rules.append(log10(n("eval-every")))
        if self.inputs.get("eval-months") != "none":
            rules.append(n("eval-months") / 12 * log10(n("eval-growth")))
        window, d = log10(n("buffer")), n("detect")
        interval = min(rules, key=float) if rules else None
        inside = window / interval if rules else arb(0)
        whole = int(math.floor(float(inside) + 1e-12))
        r = inside - whole if float(inside - whole) > 0 else arb(0)
        miss = (1 - d) ** whole * (1 - d * r)
        common = 1 - d * (inside if float(inside) < 1 else ONE)
        if "jump" in self.inputs:
            jump = arb(float(self.inputs["jump"]))
        elif float(n("forecast-error")) > 0:
            jump = upper_tail(window / n("forecast-error"))
        else:
            jump = arb(0)
        missed = jump + (1 - jump) * (n("common") * common + (1 - n("common")) * miss)
        theta = 1 - n("response") * (1 - missed)
        yield "evaluations.interval_orders_of_magnitude", interval
        yield "evaluations.miss_probability", missed
        yield "evaluations.hazard_left", theta
        left = self.risk(self.m * theta)
        yield "evaluations.risk", left
        yield "evaluations.expected_deaths", left * self.exposed
        yield "evaluations.deaths_averted", self.added(self.m * theta, self.m * (1 - theta)) * self.exposed
        seen = rules and float(d) > 0
        yield "evaluations.overshoot_orders_of_magnitude", interval * (1 / d - HALF) if seen else None
        yield "evaluations.months_between", 12 * interval / log10(n("eval-growth")) if rules else None
        yield "evaluations.count", ceiling(self.x * log10(n("eval-growth")) / log10(n("growth")) / interval) if rules else arb(0)

    def pause(self, per_year):
        n = self.n
        years = n("pause") / 12
        mean = years * per_year
        x = mean if float(mean) < float(self.x) else self.x
        if self.inputs.get("pause-end") == "random" and float(x) > 0:
            end = RandomEnd(self, mean)
            if not self.redrawn:
                deferred = self.belief.at_random_end(end, float(self.steps(x)))
            else:
                deferred = end.risk_of_hazard(hazard(self.mean)) if float(self.mean) < 1 else ONE
        else:
            deferred = self.risk(self.steps(x))
        averted = self.added(self.m * (1 - n("risk-cut")), self.m * n("risk-cut")) * self.exposed
        success = self.survival(self.m * (1 - n("risk-cut")))
        per_year_cost = n("benefit") * n("mortality") * n("population") * success
        yield "pause.orders_of_magnitude", x
        yield "pause.deaths_deferred", deferred * self.exposed
        yield "pause.deaths_averted", averted
        yield "pause.cost_in_deaths", per_year_cost * years
        yield "pause.break_even_months", 12 * averted / per_year_cost if not per_year_cost < arb("1e-290") else None

    def acceptable(self):
        limit = self.n("tolerate")
        deaths = limit * self.n("population") if float(limit) < 1 else limit
        if float(self.exposed) <= 0 or float(deaths / self.exposed) >= 1:
            return
        share = deaths / self.exposed
        if float(self.m) > 0:
            yield "acceptable.risk_per_reference_step", -(-hazard(share) / self.m).expm1()
        if (self.redrawn or self.belief.family == "point") and 0 < float(self.mean) < 1:
            yield "acceptable.reference_steps", hazard(share) / hazard(self.mean)


def log10(x):
    return x.log() / arb(10).log()


def ceiling(x):
    """Parts are counted with a hair of 1e-12."""
    return arb(math.ceil(float(x) * (1 - 1e-12)))


# Random scenarios.


def magnitude(low, high):
    return 10 ** random.uniform(math.log10(low), math.log10(high))


def some(*choices):
    choice = random.choice(choices)
    return choice() if callable(choice) else choice


def text(x):
    return repr(float(x))


def risk():
    return some(lambda: magnitude(1e-12, 0.9), lambda: magnitude(1e-4, 0.3), lambda: 1 / (1 + math.exp(random.uniform(-7, 7))))


def interval(highest):
    while True:
        low, high = risk(), risk()
        if random.random() < 0.2:
            high = low * (1 + magnitude(1e-6, 1))
        if random.random() < 0.1:
            low = 1e-12
        if random.random() < 0.1:
            high = highest
        if low < high <= highest:
            return low, high


def belief():
    family = some("point", "beta", "log-uniform", "logit-normal", "log-normal", "panel")
    if family == "point":
        return {"risk": text(some(risk, 0.01, 0.0, 1.0, 1e-17))}
    if family == "beta":
        mean = some(lambda: magnitude(1e-9, 0.999), random.random, 0.999, 1e-9, 0.01, 0.01, 0.0, 1.0)
        return {"belief": family, "risk": text(mean), "weight": text(some(lambda: magnitude(1e-3, 1e6), 1e-3, 1.0, 100.0, 1e6))}
    if family == "panel":
        count = random.randint(1, 8)
        inputs = {"belief": family, "panel": [text(some(risk, risk, risk, 0.0, 1.0)) for _ in range(count)]}
        return inputs | ({"weights": [text(magnitude(1e-3, 1e3)) for _ in range(count)]} if random.random() < 0.5 else {})
    low, high = interval(0.999 if family == "logit-normal" else some(0.999, 1.0))
    inputs = {"belief": family, "low": text(low), "high": text(high)}
    if family != "log-uniform":
        inputs["level"] = text(some(0.9, 0.9, 0.8, 0.01, 0.9999, lambda: random.uniform(0.01, 0.9999)))
    return inputs


def scenario():
    inputs = belief()
    if random.random() < 0.2:
        inputs["sharing"] = "redrawn"
    if random.random() < 0.3:
        inputs["trend"] = text(some(lambda: magnitude(0.1, 10), 0.1, 10.0, 1.000000001))
    if random.random() < 0.3:
        inputs["per"] = text(some(lambda: 1 + magnitude(1e-2, 1e3), 2.0, 4.0))
    # Steps so that the reference steps range from a millionth to a million.
    if random.random() < 0.1:
        compute = magnitude(1e22, 1e27)
        inputs["from"], inputs["to"] = text(compute), text(compute * magnitude(1, 1e8))
    else:
        inputs["step"] = text(some(lambda: 1 + magnitude(1e-2, 1e2), 10.0, 4.0, 2.0))
        most = 6.0 if "trend" not in inputs else 1.0
        inputs["steps"] = text(some(lambda: magnitude(1e-6, 10**most), lambda: random.uniform(0, 12), 1.0, 0.0))
    if random.random() < 0.3:
        inputs["population"], inputs["fatality"] = text(magnitude(1, 1e12)), text(random.random())
    inputs["eval-every"] = some("none", "2.0", "4.0", "6.0", lambda: text(1 + magnitude(1e-2, 1e2)))
    inputs["eval-months"] = some("none", "none", "3.0", lambda: text(magnitude(0.1, 60)))
    inputs["buffer"] = some("6.0", "1.0", "4.0", lambda: text(1 + magnitude(1e-2, 1e2)))
    inputs["detect"] = text(some(random.random, 0.0, 1.0, 0.9, 0.9999))
    if random.random() < 0.5:
        inputs["common"] = text(some(random.random, 0.0, 1.0))
    if random.random() < 0.5:
        inputs["response"] = text(some(random.random, 0.0, lambda: magnitude(1e-9, 1)))
    if random.random() < 0.3:
        inputs["eval-growth"], inputs["growth"] = text(1 + magnitude(1e-2, 1e2)), text(1 + magnitude(1e-1, 1e2))
    inputs |= random.choice([{}, {}, {"jump": text(random.random())}, {"forecast-error": text(magnitude(0.05, 2))}])
    inputs["limit"] = text(1 + magnitude(1e-2, 1e3))
    inputs |= {"pause": text(magnitude(0.1, 240)), "risk-cut": text(some(random.random, 0.0, 1.0, lambda: magnitude(1e-9, 1)))}
    if random.random() < 0.5:
        inputs["benefit"] = text(random.random())
    if random.random() < 0.3:
        inputs["mortality"] = text(some(random.random, 0.0, 1.0, lambda: magnitude(1e-6, 1)))
    if random.random() < 0.4:
        inputs["pause-end"] = "random"
    labs = magnitude(1, 100)
    inputs |= {"labs": text(labs), "abstain": text(labs * random.random()), "displacement": text(some(random.random, 0.0, 1.0))}
    inputs["tolerate"] = text(some(lambda: magnitude(1e-6, 1e9), 1.19e6))
    return inputs


def rare():
    """A scenario of one of the kinds that are rare among all."""
    inputs = scenario()
    kind = some("ends", "ends", "panel", "year", "total", "counts")
    if kind == "panel":
        for key in ("belief", "risk", "weight", "low", "high", "level"):
            inputs.pop(key, None)
        risks = [text(some(risk, risk, risk, 0.0, 1.0)) for _ in range(random.randint(2, 12))]
        inputs |= {"belief": "panel", "panel": risks, "weights": [text(magnitude(1e-3, 1e3)) for _ in risks]}
    if kind in ("year", "total"):
        inputs |= {"per": kind, "growth": text(1 + magnitude(1e-1, 1e2))}
    if kind in ("ends", "panel"):
        inputs |= {"pause-end": "random", "trend": text(magnitude(0.2, 5))}
    if kind == "counts":
        inputs |= {"eval-growth": text(1 + magnitude(1e-1, 1e2)), "eval-months": text(magnitude(0.1, 24))}
    if "from" not in inputs:
        inputs["steps"] = text(random.uniform(0.1, 12))
    return inputs


# Comparison.


def core(inputs):
    """The program's document for a scenario."""
    flags = []
    for key, value in inputs.items():
        flags.append(f"--{key}={'_'.join(value) if isinstance(value, list) else value}")
    command = [str(PROGRAM), "assess", "--format", "json", "--lens", "all", *flags]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{flags}: {done.stderr}")
    return json.loads(done.stdout)


def look_up(document, path):
    for part in path.split("."):
        document = document[part] if document is not None else None
    return document


def compare(inputs):
    """The scenario's figures and the largest relative error of the core's."""
    document = core(inputs)
    theirs = Scenario(inputs)
    worst, where, figures, unsure = 0.0, None, {}, []
    everything = float(theirs.exposed)
    for path, value in theirs.figures():
        ours = look_up(document, path)
        try:
            if value is None:
                off = 0.0 if ours is None else 1.0
            elif "averted" in path or "break_even" in path:
                if float(value) <= 1e-20 * everything:
                    continue
                off = error(ours, value)
            else:
                off = error(ours, value)
        except Unsure:
            unsure.append(path)
            continue
        figures[path] = None if value is None else float(value.mid())
        if not off <= worst:
            worst, where = off, path
    if theirs.belief.family != "point" and not theirs.redrawn and float(theirs.m) > 0:
        for name, q in QUANTILES.items():
            ours = look_up(document, f"assessment.risk_interval.{name}")
            try:
                off = theirs.belief.quantile_error(q, theirs.m, ours)
            except Unsure:
                unsure.append(name)
                continue
            if not math.isnan(off):
                figures[f"assessment.risk_interval.{name}"] = ours if off < 1e-10 else None
                if not off <= worst:
                    worst, where = off, name
    return {"inputs": inputs, "figures": figures, "worst": worst, "where": where, "unsure": unsure,
            "family": theirs.belief.family}


def too_long(*_):
    raise TimeoutError("the reference takes too long")


def attempt(inputs):
    signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, 20 if "--rare" in sys.argv else 3)
    try:
        return compare(inputs)
    except Exception as problem:  # a reference that fails is reported, not hidden
        return {"inputs": inputs, "problem": repr(problem)}
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    random.seed(seed)
    cases = [rare() if "--rare" in sys.argv else scenario() for _ in range(count)]
    with concurrent.futures.ProcessPoolExecutor() as pool:
        results = list(pool.map(attempt, cases, chunksize=4))
    for result in results:
        if "problem" in result:
            print("problem:", result["problem"], json.dumps(result["inputs"]))
    results = [result for result in results if "problem" not in result]
    print(f"{len(results)} scenarios, {sum(len(r['figures']) for r in results)} figures compared, "
          f"{sum(len(r['unsure']) for r in results)} left out because the reference was unsure")
    for family in sorted({r["family"] for r in results}):
        those = sorted((r for r in results if r["family"] == family), key=lambda r: -r["worst"])
        over = sum(r["worst"] > 1e-10 for r in those)
        print(f"{family}: {len(those)} scenarios, largest relative error {those[0]['worst']:.1e}, {over} over 1e-10")
        for r in those[:3]:
            print(f"    {r['worst']:.1e} {r['where']} {json.dumps(r['inputs'])}")
    if "--rare" in sys.argv:
        corners = ROOT / "tests/data/corners.json"
        lines = "".join(",\n" + json.dumps({"inputs": r["inputs"], "figures": r["figures"]}) for r in results)
        corners.write_text(corners.read_text().removesuffix("\n]}\n") + lines + "\n]}\n")
    if "--keep" in sys.argv:
        keep = int(sys.argv[sys.argv.index("--keep") + 1])
        hardest = sorted(results, key=lambda r: -r["worst"])[:keep]
        lines = [json.dumps({"inputs": r["inputs"], "figures": r["figures"]}) for r in hardest]
        note = (f"The {keep} of {len(results)} random scenarios (seed {seed}) on which the core's error was largest; figures "
                "by tests/reference/model.py, in ball arithmetic; quantiles of beta beliefs are the core's, checked there.")
        document = '{"note": ' + json.dumps(note) + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n"
        (ROOT / "tests/data/corners.json").write_text(document)


if __name__ == "__main__":
    main()
