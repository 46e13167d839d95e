// ask_editor.mjs FOLDER: speaks to yaml-language-server as an editor does, and checks what it offers and marks.
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const server = spawn(process.execPath, [join(folder, "node_modules/yaml-language-server/bin/yaml-language-server"), "--stdio"],
	{ stdio: ["pipe", "pipe", "inherit"] });
const waiting = new Map();
const diagnostics = new Map();
let received = Buffer.alloc(0), number = 0, faults = 0;

function send(message) {
	const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));

	server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
	server.stdin.write(body);
}

function ask(method, params) {
	return new Promise((done) => {
		waiting.set(++number, done);
		send({ id: number, method, params });
	});
}

function take(message) {
	if (message.method === "textDocument/publishDiagnostics")
		diagnostics.get(message.params.uri)?.(message.params.diagnostics);
	else if (message.method === "workspace/configuration")
		send({ id: message.id, result: message.params.items.map(() => ({})) });
	else if (message.method && message.id !== undefined)
		send({ id: message.id, result: null });
	else if (message.id !== undefined)
		waiting.get(message.id)?.(message.result);
}

server.stdout.on("data", (bytes) => {
	received = Buffer.concat([received, bytes]);
	for (;;) {
		const end = received.indexOf("\r\n\r\n");
		const length = end < 0 ? NaN : Number(/Content-Length: (\d+)/.exec(received.subarray(0, end).toString())[1]);

		if (!(received.length >= end + 4 + length))
			return;
		const body = received.subarray(end + 4, end + 4 + length).toString();

		received = received.subarray(end + 4 + length);
		take(JSON.parse(body));
	}
});

let opened = 0;
function open(schema, text) {
	const uri = pathToFileURL(join(folder, `text${++opened}.yaml`)).href;
	const marked = new Promise((done) => diagnostics.set(uri, done));

	text = `# yaml-language-server: $schema=${schema}\n${text}`;
	send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
	return { uri, text, marked };
}

// The labels offered at the end of a text.
async function offered(schema, text) {
	const file = open(schema, text);

	await file.marked;
	const lines = file.text.split("\n");
	const position = { line: lines.length - 1, character: lines[lines.length - 1].length };
	const answer = await ask("textDocument/completion", { textDocument: { uri: file.uri }, position });

	return (answer.items ?? answer).map((item) => item.label);
}

function expect(condition, what) {
	if (!condition) {
		faults++;
		console.log("not so: " + what);
	}
}

async function expectOffer(schema, text, words) {
	const labels = await offered(schema, text);

	for (const word of words)
		expect(labels.includes(word), `「${word}」 is offered behind ${JSON.stringify(text)} (offered: ${labels.slice(0, 12)} …)`);
}

async function expectMarks(schema, text, count) {
	const marks = await open(schema, text).marked;

	expect((marks.length > 0) === (count > 0), `${count ? "something" : "nothing"} is marked in ${JSON.stringify(text)}: ${marks.map((mark) => mark.message)}`);
}

await ask("initialize", { processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities: { textDocument: { completion: {} } } });
send({ method: "initialized", params: {} });
send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml: { validate: true, completion: true, hover: true, schemaStore: { enable: false } } } } });

const plan = "plan.schema.json", rules = "rules.schema.json";

await expectOffer(plan, "", ["計画作成日", "plan_date", "ニーズ", "needs", "援助の方針", "policy"]);
await expectOffer(plan, "種類: 居宅サービス計画\nニーズ:\n  - 内容: 歩きたい\n    長期目標:\n      - ", ["内容", "text", "期間", "period", "短期目標", "short_goals"]);
await expectOffer(plan, "認定:\n  ", ["要介護状態区分", "level", "有効期間", "valid"]);
await expectOffer(plan, "認定:\n  要介護状態区分: ", ["要介護2", "care2", "事業対象者"]);
await expectOffer(rules, "- id: T2-029\n  ", ["severity", "重さ", "problem", "指摘する条件", "tests"]);
await expectOffer(rules, "- id: T2-029\n  severity: ", ["error", "warning", "気づき"]);
await expectMarks(plan, "種類: 居宅サービス計画\n計画作成日: 令和7年4月1日\n認定: {要介護状態区分: 要介護２, 有効期間: R7.4.1～R8.3.31}\n", 0);
await expectMarks(plan, "計画作成日: 20250401\n暫定: true\n週間計画: [{曜日: 月, 開始時間: 9:00, 終了時間: 1030}]\n", 0);
await expectMarks(plan, "計画日: 2025-04-01\n", 1);
await expectMarks(plan, "認定: {要介護状態区分: 要介護6}\n", 1);
await expectMarks(rules, "- id: T2-029\n  severity: fatal\n", 1);

server.kill();
console.log(`${opened} texts: ${faults} not as they should be`);
process.exit(faults ? 1 : 0);
