// Runs a flow's code as the body of an async function and writes what comes of it to stdout.
// Everything it needs later is taken before that code can change it.
(async () => {
  "use strict";
  const { job, mark } = globalThis.__millrace;
  delete globalThis.__millrace;
  const stringify = JSON.stringify;
  const write = Deno.stdout.writeSync.bind(Deno.stdout);
  const exit = Deno.exit.bind(Deno);
  const encode = TextEncoder.prototype.encode.bind(new TextEncoder());
  const { min } = Math;
  const text = String;
  const push = (list, value) => { list[list.length] = value; };

  const logs = [];
  let logged = 0;
  const show = (value) => {
    if (typeof value === "string") return value;
    try { return stringify(value) ?? text(value); } catch { return text(value); }
  };
  const log = (level) => (...values) => {
    if (logs.length >= job.maxLogs || logged >= job.maxLogBytes) return;
    let line = "";
    for (let i = 0; i < values.length; i += 1) line += (i ? " " : "") + show(values[i]);
    line = line.slice(0, min(2000, job.maxLogBytes - logged));
    logged += line.length;
    push(logs, { level, message: line });
  };
  globalThis.console = {
    log: log("info"), info: log("info"), debug: log("debug"), warn: log("warn"), error: log("error"),
  };
  for (const name of ["Deno", "Worker", "alert", "confirm", "prompt"]) delete globalThis[name];

  const answer = (value) => {
    const bytes = encode(`\n${mark}${stringify({ ...value, logs })}\n`);
    let sent = 0;
    while (sent < bytes.length) sent += write(bytes.subarray(sent));
    exit(0);
  };
  try {
    const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
    const body = new AsyncFunction("inputs", "context", `"use strict";\n${job.code}\n`);
    const value = await body(job.inputs, job.context);
    let json;
    try {
      json = stringify(value === undefined ? null : value);
    } catch (error) {
      answer({ error: { name: "NotJson", message: text(error && error.message) } });
    }
    if (json === undefined) answer({ error: { name: "NotJson", message: "this is no JSON value" } });
    answer({ json });
  } catch (error) {
    const name = error instanceof Error ? text(error.name) : "Error";
    const message = error instanceof Error ? text(error.message) : show(error);
    answer({ error: { name: name.slice(0, 100), message: message.slice(0, 2000) } });
  }
})();
