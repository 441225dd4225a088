// node jobs.mjs REDIS COUNT: adds COUNT delayed jobs to a queue, then lets a worker do them when all are due. Prints both rates a second.
// BullMQ at its best: jobs added in bulk, removed when done, a worker that does many at once and nothing in them.
import { Queue, Worker } from "bullmq";
import { randomBytes } from "node:crypto";

const [address, count] = [process.argv[2], Number(process.argv[3])];
const options = { maxRetriesPerRequest: null };
const url = address.startsWith("unix:") ? null : new URL(address);
const connection = url
  ? { ...options, host: url.hostname, port: Number(url.port || 6379), db: Number(url.pathname.slice(1) || 0) }
  : { ...options, path: address.slice("unix:".length) };
const name = `gilde-bench-${randomBytes(6).toString("hex")}`;
const together = 1000;
const seconds = (since) => Number(process.hrtime.bigint() - since) / 1e9;

const queue = new Queue(name, { connection });
await queue.waitUntilReady();

const adding = process.hrtime.bigint();
for (let first = 0; first < count; first += together) {
  const jobs = [];
  for (let i = first; i < Math.min(first + together, count); ++i) {
    jobs.push({ name: "reminder", data: { person: `organizations/bench/profiles/p${i}` }, opts: { delay: 1000, removeOnComplete: true } });
  }
  await queue.addBulk(jobs);
}
const added = count / seconds(adding);

await new Promise((resolve) => setTimeout(resolve, 1500));
const doing = process.hrtime.bigint();
let done = 0;
const worker = new Worker(name, async () => {}, { connection, concurrency: 100, autorun: false });
const finished = new Promise((resolve) => {
  worker.on("completed", () => {
    if (++done === count) resolve();
  });
});
worker.run();
await finished;
const fired = count / seconds(doing);

await worker.close();
await queue.obliterate({ force: true });
await queue.close();
console.log(added.toFixed(1), fired.toFixed(1));
