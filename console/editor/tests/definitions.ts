// Definitions as people, programs and accidents make them.

import fc from "fast-check";
import type { Json, JsonObject } from "../src/json";

const ids = fc.constantFrom("a", "b", "c", "d", "e", "#1", "", "a/steps", "x/branches/0");
const links = fc.constantFrom("nextStepId", "elseNextStepId", "errorNextStepId", "oddStepId");
const types = ["set", "condition", "switch", "each", "while", "parallel", "final", "odd", "api"];

const plain = fc.record(
  {
    id: fc.oneof({ weight: 9, arbitrary: ids }, { weight: 1, arbitrary: fc.integer() }),
    type: fc.constantFrom(...types),
    name: fc.string(),
    data: fc.oneof(
      fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }),
      fc.record({ cases: fc.array(fc.record({ value: fc.jsonValue(), nextStepId: ids })) }),
    ),
    unknown: fc.jsonValue(),
    retry: fc.jsonValue(),
  },
  { requiredKeys: ["id", "type"] },
);

const { steps } = fc.letrec<{ step: Json; steps: Json[] }>((tie) => ({
  step: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 1, arbitrary: fc.constantFrom<Json>(null, 7, "text", [], { id: null }) },
    { weight: 6, arbitrary: fc.tuple(plain, fc.dictionary(links, ids)).map(joined) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(plain, tie("steps"))
        .map(([step, steps]) => ({ ...step, type: "each", steps }) as JsonObject),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(plain, fc.array(tie("steps"), { maxLength: 3 })).map(branched),
    },
  ),
  steps: fc.array(tie("step"), { maxLength: 5 }),
}));

function joined([step, links]: [object, object]): Json {
  return { ...step, ...links } as JsonObject;
}

function branched([step, all]: [object, Json[][]]): Json {
  const branches = all.map((steps, at) => ({ name: `b${at}`, steps, more: at }));
  return { ...step, type: "parallel", data: { waitFor: "any", branches } } as JsonObject;
}

export const arbitraryDefinition: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 2 }), steps)
  // What came over the wire: no -0, no undefined.
  .map(([rest, steps]) => JSON.parse(JSON.stringify({ ...rest, steps })) as JsonObject);
