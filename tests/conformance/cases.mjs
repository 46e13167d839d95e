// Prints the CEL conformance cases of the npm package @bufbuild/cel-spec as plain rows for cel_conformance.c:
//
//   node cases.mjs FOLDER-WITH-node_modules > cases.tsv
//
// Columns: id, profile, check (on, off, only), deduced type, environment, kind (value, error, type_only), expected, expression.
// The profile says which part of CEL a case needs: core is the rule language, plus the rest of CEL without protocol buffers
// and extensions; cases that need those are left out. Values are written as CEL source; backslash, tab, line breaks and
// NUL are escaped.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const module = join(resolve(process.argv[2]), "node_modules/@bufbuild/cel-spec/dist/esm/testdata/conformance.js");
const { tests } = await import(pathToFileURL(module).href);

// ---- values ----

function quote(text) {
  let out = '"';
  for (const character of text) {
    const code = character.codePointAt(0);
    if (character === '"' || character === "\\") out += "\\" + character;
    else if (code < 32 || code === 127) out += "\\u" + code.toString(16).padStart(4, "0");
    else out += character;
  }
  return out + '"';
}

function double(number) {
  if (number === "NaN" || Number.isNaN(number)) return 'double("NaN")';
  if (number === "Infinity" || number === Infinity) return 'double("Infinity")';
  if (number === "-Infinity" || number === -Infinity) return 'double("-Infinity")';
  const text = Object.is(number, -0) ? "-0" : String(number);
  return /[.e]/.test(text) ? text : text + ".0";
}

// The CEL source of a value; undefined when it needs protocol buffers.
function source(value, tags) {
  const [[kind, content]] = Object.entries(value);
  switch (kind) {
    case "int64Value": return String(content);
    case "uint64Value": tags.add("uint"); return content + "u";
    case "doubleValue": return double(content);
    case "boolValue": return String(content);
    case "nullValue": return "null";
    case "stringValue": return quote(content);
    case "bytesValue":
      tags.add("bytes");
      return 'b"' + [...Buffer.from(content, "base64")].map((byte) => "\\x" + byte.toString(16).padStart(2, "0")).join("") + '"';
    case "typeValue": tags.add("type"); return content;
    case "listValue": return "[" + (content.values ?? []).map((item) => source(item, tags)).join(", ") + "]";
    case "mapValue":
      return "{" + (content.entries ?? []).map((entry) => source(entry.key, tags) + ": " + source(entry.value, tags)).join(", ") + "}";
    case "objectValue": {
      const type = content["@type"] ?? "";
      if (type.endsWith("google.protobuf.Timestamp")) return `timestamp(${quote(content.value)})`;
      if (type.endsWith("google.protobuf.Duration")) return `duration(${quote(content.value)})`;
    }
  }
  tags.add("protobuf");
  return "";
}

// ---- types ----

const primitives = { BOOL: "bool", INT64: "int", UINT64: "uint", DOUBLE: "double", STRING: "string", BYTES: "bytes" };
const wellKnown = { TIMESTAMP: "timestamp", DURATION: "duration", ANY: "any" };

function typeName(type) {
  if (!type || Object.keys(type).length === 0) return "dyn";
  const [[kind, content]] = Object.entries(type);
  switch (kind) {
    case "primitive": return primitives[content];
    case "wellKnown": return wellKnown[content];
    case "wrapper": return `wrapper(${primitives[content]})`;
    case "null": return "null_type";
    case "dyn": return "dyn";
    case "listType": return `list(${typeName(content.elemType)})`;
    case "mapType": return `map(${typeName(content.keyType)}, ${typeName(content.valueType)})`;
    case "messageType": return `message(${content})`;
    case "type": return Object.keys(content ?? {}).length ? `type(${typeName(content)})` : "type";
    case "abstractType": return content.name;
    default: return kind;
  }
}

function tagType(name, tags) {
  if (/message\(|wrapper\(|^any$/.test(name)) tags.add("protobuf");
  if (/uint/.test(name)) tags.add("uint");
  if (/bytes/.test(name)) tags.add("bytes");
  if (/\btype\b/.test(name)) tags.add("type");
  if (/optional_type/.test(name)) tags.add("optional");
}

// ---- what an expression needs ----

const string = String.raw`"""(?:\\[^]|[^\\])*?"""|'''(?:\\[^]|[^\\])*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`;
const token = new RegExp(
  String.raw`(?<blank>\s+|//[^\n]*)|(?<text>[rR]?(?:${string}))|(?<bytes>(?:[bB][rR]?|[rR][bB])(?:${string}))` +
    String.raw`|(?<uint>(?:0[xX][0-9a-fA-F]+|\d+)[uU])|(?<number>0[xX][0-9a-fA-F]+|\d*\.\d+(?:[eE][+-]?\d+)?|\d+(?:[eE][+-]?\d+)?)` +
    "|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<quoted>`[^`]*`)|(?<sign>\\.\\?|\\[\\?|[^])",
  "gu",
);

const fileTags = {
  string_ext: "extension", math_ext: "extension", bindings_ext: "extension", macros2: "extension", optionals: "extension",
  block_ext: "other", encoders_ext: "other", network_ext: "other",
  proto2_ext: "protobuf", proto2: "protobuf", proto3: "protobuf", enums: "protobuf", wrappers: "protobuf",
};
const messageNames = new Set(["TestAllTypes", "NestedTestAllTypes", "GlobalEnum", "Proto2ExtensionScopedMessage"]);
const optionalFunctions = new Set(["optMap", "optFlatMap", "hasValue", "orValue", "ofNonZeroValue"]);
const stringFunctions = new Set(["charAt", "indexOf", "lastIndexOf", "join", "lowerAscii", "upperAscii", "replace", "split", "substring",
  "trim", "format", "quote", "reverse"]);
const typeNames = new Set(["int", "uint", "double", "bool", "string", "bytes", "list", "map", "null_type", "type", "dyn"]);

function tagName(name, before, after, isLocal, argument, tags) {
  if (messageNames.has(name) || (name === "google" && after === ".")) tags.add("protobuf");
  if ((name === "optional" && after === ".") || (optionalFunctions.has(name) && after === "(")) tags.add("optional");
  if (/^get[A-Z]/.test(name) && before === "." && after === "(" && argument === "text") tags.add("timezone");
  if (stringFunctions.has(name) && before === "." && after === "(") tags.add("extension");
  if (["bytes", "uint", "dyn", "type"].includes(name) && after === "(" && !(name === "type" && isLocal)) tags.add(name);
  if (typeNames.has(name) && after !== "(" && before !== "." && !isLocal) tags.add("type");
}

function tagExpression(expression, locals, tags) {
  const tokens = [...expression.matchAll(token)]
    .map((match) => [Object.entries(match.groups).find(([, text]) => text !== undefined)[0], match[0]])
    .filter(([kind]) => kind !== "blank");
  tokens.forEach(([kind, text], i) => {
    const before = tokens[i - 1]?.[1] ?? "", after = tokens[i + 1]?.[1] ?? "";
    if (kind === "bytes" || kind === "uint") tags.add(kind);
    else if (kind === "quoted") tags.add("quoted");
    else if (kind === "sign" && (text === ".?" || text === "[?" || (text === "?" && "{,[".includes(before) && before))) tags.add("optional");
    else if (kind === "name") tagName(text, before, after, locals.has(text), tokens[i + 2]?.[0], tags);
  });
}

const outside = ["protobuf", "other", "functions", "unknown", "optional", "extension"];
const beyondRules = ["uint", "bytes", "type", "dyn", "unchecked", "timezone", "quoted", "namespace"];

function profileOf(tags) {
  if (outside.some((tag) => tags.has(tag))) return "out";
  return beyondRules.some((tag) => tags.has(tag)) ? "plus" : "core";
}

// ---- cases ----

function environmentOf(test, tags) {
  const types = {}, values = {};
  for (const declaration of test.typeEnv ?? []) {
    if (declaration.ident) types[declaration.name] = typeName(declaration.ident.type);
    else tags.add("functions");
  }
  for (const [name, bound] of Object.entries(test.bindings ?? {})) {
    if (bound.value) values[name] = source(bound.value, tags);
    else tags.add("unknown");
  }
  const names = [...new Set([...Object.keys(types), ...Object.keys(values)])].sort();
  Object.values(types).forEach((type) => tagType(type, tags));
  if (names.some((name) => name.includes("."))) tags.add("namespace");
  return { names, text: names.map((name) => `${name}=${types[name] ?? "dyn"}=${values[name] ?? ""}`).join("\x1f") };
}

function expectedOf(test, tags) {
  if (test.value) return ["value", source(test.value, tags), ""];
  if (test.typedResult) {
    const type = typeName(test.typedResult.deducedType);
    tagType(type, tags);
    return test.typedResult.result ? ["value", source(test.typedResult.result, tags), type] : ["type_only", "", type];
  }
  if (test.evalError) return ["error", test.evalError.errors?.[0]?.message ?? "", ""];
  if (test.anyEvalErrors) return ["error", "any", ""];
  if (test.unknown || test.anyUnknowns) tags.add("unknown");
  return ["value", "true", ""];
}

// The reference implementation also infers what an empty list would hold from how a macro uses it.
const inferredFromUse = new Set(["macros/map/list_empty", "macros/filter/list_empty"]);

// The type a case states, else the one the reference implementation found.
function deducedType(id, stated, entry, check) {
  if (stated || check === "off" || !entry.type || inferredFromUse.has(id)) return stated;
  return entry.type.replace("google.protobuf.Timestamp", "timestamp").replace("google.protobuf.Duration", "duration")
    .replace(/\bnull\b/, "null_type");
}

function row(file, section, entry) {
  const test = entry.original, id = `${file}/${section}/${test.name}`;
  const tags = new Set(fileTags[file] ? [fileTags[file]] : []);
  const environment = environmentOf(test, tags);
  const [kind, expected, type] = expectedOf(test, tags);
  const check = test.checkOnly ? "only" : test.disableCheck ? "off" : "on";
  tagExpression(test.expr, new Set(environment.names), tags);
  if (test.container) tags.add(test.container.includes("proto") ? "protobuf" : "namespace");
  if (check === "off") tags.add("unchecked");
  return [id, profileOf(tags), check, deducedType(id, type, entry, check), environment.text, kind, expected, test.expr];
}

const escapes = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\\0" };
const seen = new Map();
let lines = "";

for (const file of tests.suites)
  for (const section of file.suites ?? [])
    for (const test of section.tests ?? []) {
      const columns = row(file.name, section.name, test);
      if (columns[1] === "out") continue;
      const count = (seen.get(columns[0]) ?? 0) + 1;
      seen.set(columns[0], count);
      if (count > 1) columns[0] += "#" + count;
      lines += columns.map((column) => column.replace(/[\\\t\n\r\0]/g, (character) => escapes[character])).join("\t") + "\n";
    }
process.stdout.write(lines);
