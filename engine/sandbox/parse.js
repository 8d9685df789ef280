// Tells of each code whether it can be read, a line each, and never runs any of it: a function is
// made of it, as it is when it is run. Where it cannot be read is looked for once all are told of.
(async () => {
  "use strict";
  const { codes: given, mark } = globalThis.__millrace;
  const codes = JSON.parse(given);
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  const tell = (answer) => {
    let bytes = new TextEncoder().encode(`${mark}${JSON.stringify(answer)}\n`);
    while (bytes.length) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
  };
  const short = (message) => String(message).slice(0, 200).toWellFormed();
  const wrong = [];
  codes.forEach((code, index) => {
    try {
      new AsyncFunction("inputs", "context", `"use strict";\n${code}\n`);
      tell({ index });
    } catch (error) {
      const isWrong = error instanceof SyntaxError;
      tell({ index, message: short(error.message), isWrong });
      if (isWrong) wrong.push(index);
    }
  });
  // A module that is parsed and never evaluated: its first import leads nowhere. In parentheses, so
  // that nothing may follow the end of the function but its own.
  const before = 'import "none:none";\n(async function code(inputs, context) { "use strict";\n';
  for (const index of wrong) {
    const parts = [before, codes[index], "\n})\n"];
    const url = URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
    try {
      await import(url);
    } catch (error) {
      const said = String(error.message);
      const place = /:([0-9]+):([0-9]+)\s*$/.exec(said.slice(-100));
      const line = place ? Number(place[1]) - 2 : 0;
      const end = said.search(/\n| at blob:/);
      const message = short(said.slice(0, end < 0 ? said.length : end));
      if (line > 0) tell({ index, message, isWrong: true, line, column: Number(place[2]) });
    }
    URL.revokeObjectURL(url);
  }
})();
