// Words a second that the npm package compromise reads to find what stands in quotation marks.
//
// usage: node compromise.mjs FOLDER_OF_NODE_MODULES FILE...
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const RUNS = 9
const nlp = createRequire(resolve(process.argv[2], 'node_modules') + '/')('compromise')
const texts = process.argv.slice(3).map((path) => readFileSync(path, 'utf8'))
const words = texts.reduce((sum, text) => sum + text.split(/\s+/).filter(Boolean).length, 0)
const taken = []
let found = 0
for (let run = -1; run < RUNS; run++) {
  const start = process.cpuUsage()
  found = texts.reduce((sum, text) => sum + nlp(text).quotations().out('array').length, 0)
  const used = process.cpuUsage(start)
  if (run >= 0) taken.push((used.user + used.system) / 1e6)
}
taken.sort((a, b) => a - b)
const rate = words / taken[RUNS >> 1]
console.log(`compromise ${nlp.version}: ${found} quotations by their marks, no speakers`)
console.log(`  ${'text to quotations'.padEnd(22)} ${rate.toFixed(0).padStart(11)} words/s ${(1e9 / rate).toFixed(0).padStart(8)} ns a word`)
