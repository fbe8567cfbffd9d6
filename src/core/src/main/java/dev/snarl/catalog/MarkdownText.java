package dev.snarl.catalog;

import java.util.ArrayList;
import java.util.List;

/** The little that is asked of a page's Markdown: its fenced blocks and its first paragraph. */
final class MarkdownText {
    private MarkdownText() {}

    /** A line that opens or closes a fenced block: three backticks, or more, with up to three blanks before them. */
    static boolean fence(String line) {
        String s = line.stripLeading();
        return s.startsWith("```") && line.length() - s.length() <= 3;
    }

    static List<String> fenced(String text) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : text.split("\n", -1)) {
            if (fence(line)) {
                if (block == null) {
                    block = new StringBuilder();
                } else {
                    blocks.add(block.toString());
                    block = null;
                }
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    static String firstParagraph(String text) {
        StringBuilder out = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (line.isBlank()) break;
            if (out.length() > 0) out.append(' ');
            out.append(line.strip());
        }
        // Code marks and emphasis are the only inline marks that the pages use in their opening paragraph.
        return out.toString().replace("`", "").replace("**", "");
    }
}
