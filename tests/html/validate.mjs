// Prints what html-validate says of the pages given, as JSON: [{ page, line, rule, message }].
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { readFileSync } from 'node:fs';

const [config, ...pages] = process.argv.slice(2);
const loader = new FileSystemConfigLoader(JSON.parse(readFileSync(config, 'utf-8')));
const report = await new HtmlValidate(loader).validateMultipleFiles(pages);
const found = report.results.flatMap(({ filePath, messages }) =>
  messages.map(({ line, ruleId, message, selector }) => (
    { page: filePath, line, rule: ruleId, message, selector })));
console.log(JSON.stringify(found));
