// checks.mjs PLANS…: the ten checks as a script over js-yaml; prints file, cell and check.
// js-yaml stands in NODE_PATH, which import does not look at.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const yaml = createRequire(import.meta.url)("js-yaml");
const blank = (cell) => cell == null || String(cell).trim() === "";

function* each(parent, key, place) {
	for (const [number, child] of (parent[key] ?? []).entries())
		yield [child, `${place}${key}[${number}].`];
}

function* checkService(row, place) {
	if (row.保険給付対象 === "○" && blank(row.事業所名))
		yield [place + "事業所名", "provider"];
	if (blank(row.頻度))
		yield [place + "頻度", "frequency"];
	else if (!/週|月|毎|常時/.test(row.頻度))
		yield [place + "頻度", "frequency-words"];
}

function* checkPlan(plan) {
	if (blank(plan.担当者))
		yield ["担当者", "care-manager"];
	if (plan.保険者番号.length !== 6)
		yield ["保険者番号", "insurer-number"];
	if (plan.初回作成日 > plan.計画作成日)
		yield ["初回作成日", "first-date"];
	if (plan.アセスメント.項目.length < 23)
		yield ["アセスメント.項目", "assessment-items"];
	for (const [need, atNeed] of each(plan, "ニーズ", ""))
		for (const [goal, atGoal] of each(need, "長期目標", atNeed)) {
			if (blank(goal.内容))
				yield [atGoal + "内容", "long-goal"];
			for (const [step, atStep] of each(goal, "短期目標", atGoal)) {
				if (blank(step.内容))
					yield [atStep + "内容", "short-goal"];
				if (blank(step.期間))
					yield [atStep + "期間", "short-goal-period"];
				for (const [row, atRow] of each(step, "サービス", atStep))
					yield* checkService(row, atRow);
			}
		}
}

for (const path of process.argv.slice(2))
	for (const plan of yaml.loadAll(readFileSync(path, "utf8")))
		for (const [place, check] of checkPlan(plan))
			console.log(`${path}: ${place}: ${check}`);
