package dev.snarl.extract;

import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import dev.snarl.facts.Value;
import dev.snarl.facts.Value.ConstantKind;

/** Literals as constants. */
final class Literals {
    static final Value.Constant TRUE = new Value.Constant(ConstantKind.BOOLEAN, "true"), FALSE = new Value.Constant(ConstantKind.BOOLEAN, "false"),
            NULL = new Value.Constant(ConstantKind.NULL, "null"), ONE = new Value.Constant(ConstantKind.INT, "1");

    private Literals() {}

    static Value.Constant of(LiteralExpr e) {
        if (e instanceof BooleanLiteralExpr b) return b.getValue() ? TRUE : FALSE;
        if (!(e instanceof LiteralStringValueExpr s)) return NULL;
        if (e instanceof StringLiteralExpr || e instanceof TextBlockLiteralExpr) return new Value.Constant(ConstantKind.STRING, content(s));
        if (e instanceof IntegerLiteralExpr) return new Value.Constant(ConstantKind.INT, s.getValue());
        if (e instanceof LongLiteralExpr) return new Value.Constant(ConstantKind.LONG, s.getValue());
        if (e instanceof CharLiteralExpr) return new Value.Constant(ConstantKind.CHAR, content(s));
        String text = s.getValue();
        char last = text.charAt(text.length() - 1);
        boolean isFloat = e instanceof DoubleLiteralExpr && (last == 'f' || last == 'F') && !(text.startsWith("0x") || text.startsWith("0X")) || hexFloat(text, last);
        return new Value.Constant(isFloat ? ConstantKind.FLOAT : ConstantKind.DOUBLE, text);
    }

    private static boolean hexFloat(String text, char last) {
        return (last == 'f' || last == 'F') && (text.indexOf('p') > 0 || text.indexOf('P') > 0);
    }

    /** The content of a string, text block or character, escapes resolved; as written where an escape is not understood. */
    static String content(LiteralStringValueExpr e) {
        String raw = e.getValue();
        if (!(e instanceof TextBlockLiteralExpr) && raw.indexOf('\\') < 0) return raw;
        try {
            if (e instanceof TextBlockLiteralExpr t) return t.asString();
            if (e instanceof StringLiteralExpr s) return s.asString();
            return String.valueOf(((CharLiteralExpr) e).asChar());
        } catch (RuntimeException unreadable) {
            return raw;
        }
    }
}
