/** A forbidden edge: its name, the sentence it stands for, and both ends. */
exports.rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
