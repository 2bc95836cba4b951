// An adapter for Node's fetch: promotecheck client -- node suite/adapters/node_adapter.mjs
// A template: replace `promote` by a call of your own client.
import { createInterface } from "node:readline";

// The client: gives the deployment as it came, or throws.
async function promote({ base_url, api_key, model_id, env_name, request, timeout_ms }) {
  const path = `/v1/models/${encodeURIComponent(model_id)}/environments/${encodeURIComponent(env_name)}/promote`;
  const response = await fetch(base_url + path, {
    method: "POST",
    headers: { Authorization: `Api-Key ${api_key}`, "Content-Type": "application/json" },
    body: JSON.stringify(request),
    redirect: "manual",
    signal: AbortSignal.timeout(timeout_ms),
  });
  if (response.status !== 200) throw { kind: "http", status: response.status };
  const text = await response.text();
  try {
    const deployment = JSON.parse(text);
    if (typeof deployment?.id !== "string") throw new TypeError("no deployment");
    return deployment;
  } catch {
    throw { kind: "decode" };
  }
}

async function answer(command) {
  if (command.cmd === "hello")
    return { protocol: 1, client: { name: "fetch", version: process.version, language: "javascript" } };
  if (command.cmd !== "promote") return { outcome: "unsupported" };
  try {
    return { outcome: "deployment", deployment: await promote(command) };
  } catch (error) {
    const kind = error.kind ?? (error.name === "TimeoutError" ? "timeout" : "transport");
    return { outcome: "error", kind, status: error.status };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  console.log(JSON.stringify({ seq: command.seq, ...(await answer(command)) }));
}
