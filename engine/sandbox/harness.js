// Runs a flow's code as the body of an async function and writes what comes of it to stdout.
// Everything it needs later is taken before that code can change it: built-in methods as functions
// of their own, and its lists without a prototype, on which that code could put a setter or a
// `toJSON`.
(async () => {
  "use strict";
  const { job: given, isExact, mark } = globalThis.__millrace;
  delete globalThis.__millrace;
  const { parse, stringify, rawJSON } = JSON;
  const { isSafeInteger } = Number;
  const { setPrototypeOf, getPrototypeOf, getOwnPropertyDescriptor } = Object;
  const { min } = Math;
  const write = Deno.stdout.writeSync.bind(Deno.stdout);
  const exit = Deno.exit.bind(Deno);
  const encode = TextEncoder.prototype.encode.bind(new TextEncoder());
  const text = String;
  const uncurried = Function.prototype.bind.bind(Function.prototype.call);
  const slice = uncurried(String.prototype.slice);
  const wellFormed = uncurried(String.prototype.toWellFormed);
  const bytesOf = getPrototypeOf(Uint8Array.prototype);
  const subarray = uncurried(bytesOf.subarray);
  const sizeOf = uncurried(getOwnPropertyDescriptor(bytesOf, "byteLength").get);

  // A whole number that a Number cannot hold is a BigInt, and goes back as the number it is.
  const exact = (_, value, { source }) =>
    typeof value === "number" && !isSafeInteger(value) && /^-?\d+$/.test(source)
      ? BigInt(source)
      : value;
  const job = isExact ? parse(given, exact) : parse(given);
  Object.defineProperty(BigInt.prototype, "toJSON", {
    configurable: true,
    writable: true,
    value() { return rawJSON(text(this)); },
  });

  const logs = setPrototypeOf([], null);
  let logged = 0;
  const show = (value) => {
    if (typeof value === "string") return value;
    try { return stringify(value) ?? text(value); } catch { return text(value); }
  };
  const log = (level) => (...values) => {
    if (logs.length >= job.maxLogs || logged >= job.maxLogBytes) return;
    let line = "";
    for (let i = 0; i < values.length; i += 1) line += (i ? " " : "") + show(values[i]);
    line = wellFormed(slice(line, 0, min(2000, job.maxLogBytes - logged)));
    logged += line.length;
    logs[logs.length] = `{"level":"${level}","message":${stringify(line)}}`;
  };
  globalThis.console = {
    log: log("info"), info: log("info"), debug: log("debug"), warn: log("warn"), error: log("error"),
  };
  for (const name of ["Deno", "Worker", "alert", "confirm", "prompt"]) delete globalThis[name];

  // Put together from texts, which no prototype has a say in.
  const answer = (name, value) => {
    let lines = "";
    for (let i = 0; i < logs.length; i += 1) lines += (i ? "," : "") + logs[i];
    const bytes = encode(`\n${mark}{"${name}":${value},"logs":[${lines}]}\n`);
    const size = sizeOf(bytes);
    let sent = 0;
    while (sent < size) sent += write(subarray(bytes, sent));
    exit(0);
  };
  const fail = (name, message) => {
    const told = (value, most) => stringify(wellFormed(slice(value, 0, most)));
    answer("error", `{"name":${told(name, 100)},"message":${told(message, 2000)}}`);
  };
  try {
    const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
    const body = new AsyncFunction("inputs", "context", `"use strict";\n${job.code}\n`);
    const value = await body(job.inputs, job.context);
    let json;
    try {
      json = stringify(value === undefined ? null : value);
    } catch (error) {
      fail("NotJson", text(error && error.message));
    }
    if (json === undefined) fail("NotJson", "this is no JSON value");
    answer("json", stringify(json));
  } catch (error) {
    const isError = error instanceof Error;
    fail(isError ? text(error.name) : "Error", isError ? text(error.message) : show(error));
  }
})();
