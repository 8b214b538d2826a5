// docs/accessibility.md answers every criterion of WCAG 2.2 A and AA, and names tests that are there.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const report = read("../../docs/accessibility.md");

// Level A and AA of WCAG 2.2, without 4.1.1, which is no longer one.
const CRITERIA = `1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10
1.4.11 1.4.12 1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11 2.5.1 2.5.2 2.5.3
2.5.4 2.5.7 2.5.8 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3`.split(/\s+/);

const rows = [...report.matchAll(/^\| (\d\.\d\.\d+) [^|]+\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)];

test("each criterion is answered once, in order, with one of three answers", () => {
  assert.equal(CRITERIA.length, 55);
  assert.deepEqual(rows.map(([, criterion]) => criterion), CRITERIA);
  for (const [, criterion, answer] of rows) {
    assert.match(answer, /^(supports|supports with exceptions|not applicable)$/, criterion);
  }
});

test("each criterion and each clause says how it is tested", () => {
  const clauses = [...report.matchAll(/^\| (\d[\d.]* [^|]+) \| ([^|]+) \| ([^|]+) \| ([^|\n]+) \|$/gm)];
  const all = [...report.matchAll(/^\| \d.*\|$/gm)];
  assert.equal(clauses.length, all.length, "a row has no test");
  for (const [, clause, , , test] of clauses) assert.match(test, /`\w+`|not tested|the table above|as \d/, clause);
});

test("each test that the report names is there", () => {
  const named = [...report.matchAll(/`(\w+)`: "([^"]+)"/g)];
  assert.ok(named.length > 40, `${named.length} names`);
  for (const [, file, title] of named) {
    const path = `${file}.test.mjs`;
    assert.ok(existsSync(new URL(path, import.meta.url)), path);
    assert.ok(read(path).includes(title), `${path} has no "${title}"`);
  }
});
