import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = join(here, "..", "static", "editor");
const sources = ["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "src"];

function filesOf(path: string): string[] {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const whole = join(path, entry.name);
    return entry.isDirectory() ? filesOf(whole) : [whole];
  });
}

const sha256 = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

// What was built from what: a test compares it with the files, so that neither changes alone.
function manifest(): Plugin {
  return {
    name: "manifest",
    closeBundle() {
      const read = sources
        .flatMap((name) => (name === "src" ? filesOf(join(here, name)) : [join(here, name)]))
        .map((path) => [relative(here, path).split(sep).join("/"), sha256(path)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1));
      const built = ["editor.css", "editor.js", "licenses.md"].map((name) => [name, sha256(join(out, name))]);
      const said = { sources: Object.fromEntries(read), built: Object.fromEntries(built) };
      writeFileSync(join(out, "manifest.json"), `${JSON.stringify(said, null, 2)}\n`);
    },
  };
}

export default defineConfig({
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  build: {
    outDir: out,
    emptyOutDir: true,
    license: { fileName: "licenses.md" }, // of what is bundled, which asks to be named
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    lib: { entry: join(here, "src", "main.tsx"), formats: ["es"], fileName: () => "editor.js" },
    rollupOptions: { output: { assetFileNames: "editor[extname]", codeSplitting: false } },
  },
  plugins: [manifest()],
  // A machine that does something else beside takes its time for hundreds of made-up definitions.
  test: { environment: "node", include: ["tests/**/*.test.ts"], testTimeout: 30_000 },
} as Parameters<typeof defineConfig>[0]);
