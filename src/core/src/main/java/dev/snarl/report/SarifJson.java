package dev.snarl.report;

import com.contrastsecurity.sarif.Notification;
import com.contrastsecurity.sarif.ReportingConfiguration;
import com.contrastsecurity.sarif.Result;
import com.contrastsecurity.sarif.SarifSchema210;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/** SARIF objects to bytes: the model's own order of properties, two blanks a level, line feeds on every system. */
final class SarifJson {
    /** The model leaves out a value that equals the schema's default; readers that do not apply the defaults need the levels. */
    private abstract static class ResultLevel {
        @JsonInclude(JsonInclude.Include.ALWAYS)
        abstract Result.Level getLevel();
    }

    private abstract static class ConfigurationLevel {
        @JsonInclude(JsonInclude.Include.ALWAYS)
        abstract ReportingConfiguration.Level getLevel();
    }

    private abstract static class NotificationLevel {
        @JsonInclude(JsonInclude.Include.ALWAYS)
        abstract Notification.Level getLevel();
    }

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .addMixIn(Result.class, ResultLevel.class)
            .addMixIn(ReportingConfiguration.class, ConfigurationLevel.class)
            .addMixIn(Notification.class, NotificationLevel.class)
            .build()
            .writer(printer());

    private SarifJson() {}

    static byte[] bytes(SarifSchema210 log) {
        try {
            return (WRITER.writeValueAsString(log) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the SARIF model could not be written", e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(lines).withArrayIndenter(lines);
    }
}
