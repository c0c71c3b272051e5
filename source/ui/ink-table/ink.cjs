// What ink-table gets for `require('ink')`: an object that small-table.tsx fills with the Ink that is
// loaded already. CommonJS cannot require Ink 8 itself, because of its top-level await.
module.exports = {};
