// A reporter for node's test runner: the files in which a test failed, one a line.

export default async function* (events) {
  const files = new Set();
  for await (const { type, data } of events) {
    if (type !== "test:fail" || data.nesting > 0 || files.has(data.file)) continue;
    files.add(data.file);
    yield `${data.file}\n`;
  }
}
