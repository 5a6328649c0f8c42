// Parses PowerShell scripts: node --liftoff-only parse.mjs FILE...
// Prints, separated by tabs: `whole FILE NODES` or `broken FILE LINE COLUMN`, and of each file `calls FILE NAME`
// and `defines FILE NAME`. Without --liftoff-only the optimising compiler takes twenty seconds for the grammar.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

const grammar = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));

const say = (...words) => console.log(words.join('\t'));

/** Where the first fault is: an error of the grammar, or something that it had to make up. */
function fault(node) {
  if (node.isError || node.isMissing) return node;
  for (const child of node.children) {
    const found = child.hasError || child.isMissing ? fault(child) : null;
    if (found) return found;
  }
  return null;
}

/** Two things that PowerShell knows and this grammar does not: lists of bare words, and numbers with an L. */
function asTheGrammarKnowsIt(script) {
  return script
    .replace(/^\uFEFF/, '')
    .replace(/((?:^|\s)(?:-[A-Za-z]+|[A-Z][a-z]+-[A-Z]\w+) )([A-Za-z]\w*(?:, ?[A-Za-z]\w*)+)/gm,
      (all, before, list) => before + list.replace(/\w+/g, "'$&'"))
    .replace(/\b(0x[0-9A-Fa-f]+|\d+)[lL]\b/g, '$1');
}

for (const file of process.argv.slice(2)) {
  const tree = parser.parse(asTheGrammarKnowsIt(readFileSync(file, 'utf8')));
  const wrong = tree.rootNode.hasError ? fault(tree.rootNode) ?? tree.rootNode : null;
  if (wrong) say('broken', file, wrong.startPosition.row + 1, wrong.startPosition.column + 1);
  else say('whole', file, tree.rootNode.descendantCount);
  for (const name of tree.rootNode.descendantsOfType('command_name')) say('calls', file, name.text);
  for (const name of tree.rootNode.descendantsOfType('function_name')) say('defines', file, name.text);
}
