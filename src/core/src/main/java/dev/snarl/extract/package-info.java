/** The one lowering of syntax trees to facts. The parser is known in this package alone; nothing of its trees leaves it. */
package dev.snarl.extract;
