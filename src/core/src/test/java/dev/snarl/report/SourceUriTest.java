package dev.snarl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceUriTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            src/A.java                       | src/A.java
            ./src/A.java                     | src/A.java
            ../other/A.java                  | ../other/A.java
            a b/100%/c#d?.java               | a%20b/100%25/c%23d%3F.java
            a:b/C.java                       | a%3Ab/C.java
            ünï/日.java                       | %C3%BCn%C3%AF/%E6%97%A5.java
            lib-sources.jar!/org/x/A.java    | lib-sources.jar!/org/x/A.java
            my lib.jar!/a[b]/C.java          | my%20lib.jar!/a%5Bb%5D/C.java
            /elsewhere/A b.java              | file:///elsewhere/A%20b.java
            C:/work place/A.java             | file:///C:/work%20place/A.java
            //server/share/A.java            | file://server/share/A.java
            back\\slash"quote<x>.java         | back%5Cslash%22quote%3Cx%3E.java
            """)
    void pathsBecomeReferences(String path, String uri) {
        assertEquals(uri, SourceUri.of(path));
        assertEquals(uri, URI.create(uri).toString());
    }

    @Test
    void anUnpairedSurrogateIsWrittenOut() {
        assertEquals("a%5CuD83Db.java", SourceUri.of("a\uD83Db.java"));
        assertEquals("%F0%9F%98%80.java", SourceUri.of("\uD83D\uDE00.java"));
    }
}
