// What a program in TypeScript may rely on in expected-harm-core. It is compiled and not run.
import init, { assess, assessJson, bake, compare, countries, share, wasm } from "expected-harm-core";
import type { Assessment, Country, Inputs, Pause, Results, Sensitivity, Shared } from "expected-harm-core";

await init(wasm);
const document: Results = assess("risk=0.02&steps=3");
const { expected_deaths, risk_interval }: Assessment = document.assessment;
const deaths: number = expected_deaths;
const median: number | undefined = risk_interval?.p50;
const inputs: Inputs = document.scenario;
const every: number | "none" | undefined = inputs["eval-every"];
const belief: "point" | "beta" | "log-uniform" | "logit-normal" | "log-normal" | "panel" | undefined = inputs.belief;
const pause: Pause = document.pause;
const months: number | null = pause.break_even_months;
const [first]: Sensitivity = document.sensitivity;
const most: string | undefined = first?.input;
const pooled: number | undefined = document.belief.pooled?.arithmetic_mean;
const nearest: string | undefined = document.perspective.tolls[0]?.name;
const risks: number[] = document.assessment.curve.map((point) => point.risk);
const warnings: string[] = document.warnings;
const other: Assessment | undefined = document.pinned?.assessment;
const gap: number | undefined = compare("comment", "risk=0.02").contributions["risk"];
const text: string = assessJson("risk=0.02");
const people: number[] = countries().map(({ population }: Country) => population);
const shared: Shared = share("", "https://example.org/", new Date(), { theme: "dark", inputs: ["risk"], lock: true });
const page: string = bake("<html>", shared.items.find(({ name }) => name === "Widget")?.text ?? "");

// @ts-expect-error a query is a text
assess(1);
// @ts-expect-error the document has no such answer
document.insurrance;
// @ts-expect-error there may be no interval
document.assessment.risk_interval.p50;
// @ts-expect-error a date is a Date
share("", "https://example.org/", 20_000);
// @ts-expect-error no such theme
share("", "https://example.org/", new Date(), { theme: "blue" });

export { deaths, median, every, belief, months, most, pooled, nearest, risks, warnings, other, text, people, page };
