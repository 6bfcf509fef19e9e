// Fills a template with docxtemplater, as its users do: the template opened anew for each document.
//
//     node by_docxtemplater.js TEMPLATE CONTEXTS FIRST
//
// CONTEXTS is a JSON list of what is filled in. The first document is written to FIRST; then the
// word "ready" is printed, and for every line that comes in all are filled once, and their bytes
// counted and told.

const fs = require("fs");
const readline = require("readline");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");

const [template, contexts, first] = process.argv.slice(2);
const content = fs.readFileSync(template, "binary");
const all = JSON.parse(fs.readFileSync(contexts, "utf8"));

// {{ customer.name }} is the name of the customer.
const parser = (tag) => {
  const [root, name] = tag.trim().split(".");
  return { get: (scope) => scope[root][name] };
};

function filled(context) {
  const document = new Docxtemplater(new PizZip(content), {
    delimiters: { start: "{{", end: "}}" },
    linebreaks: true,
    parser,
  });
  document.render(context);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

fs.writeFileSync(first, filled(all[0]));
console.log("ready");
readline.createInterface({ input: process.stdin }).on("line", () => {
  console.log(all.reduce((sum, one) => sum + filled(one).length, 0));
});
