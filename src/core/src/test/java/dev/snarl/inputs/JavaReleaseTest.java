package dev.snarl.inputs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JavaReleaseTest {
    @TempDir
    Path dir;
    private SourceTree tree;

    @BeforeEach
    void set() {
        tree = new SourceTree(dir).repository().java("src/main/java/A.java");
    }

    private int release() throws InputException {
        return tree.collect(".").files().stream().filter(f -> f.displayPath().endsWith("A.java")).findFirst().orElseThrow().release();
    }

    private static String pom(String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><artifactId>a</artifactId>" + body + "</project>";
    }

    private static String properties(String body) {
        return pom("<properties>" + body + "</properties>");
    }

    private static String plugin(String configuration) {
        return "<plugin><artifactId>maven-compiler-plugin</artifactId><configuration>" + configuration + "</configuration></plugin>";
    }

    @Test
    void unknownWithoutABuildFile() throws InputException {
        assertEquals(0, release());
    }

    @ParameterizedTest
    @CsvSource({"1.8,8", "8,8", "17,17", "17.0.2,17", "1.5,5", "25,25", "'',0", "latest,0", "VERSION,0", "1_8,8", "123456,0"})
    void numbers(String text, int release) {
        assertEquals(release, JavaRelease.parse(text));
    }

    @Test
    void mavenProperties() throws InputException {
        tree.file("pom.xml", properties("<maven.compiler.source>1.8</maven.compiler.source><maven.compiler.target>11</maven.compiler.target>"));
        assertEquals(8, release());
        tree.file("pom.xml", properties("<maven.compiler.source>1.8</maven.compiler.source><maven.compiler.release> 11 </maven.compiler.release>"));
        assertEquals(11, release());
        tree.file("pom.xml", properties("<java.version>21</java.version>"));
        assertEquals(21, release());
    }

    @Test
    void compilerPlugin() throws InputException {
        tree.file("pom.xml", pom("<properties><jdk>1.7</jdk><level>${jdk}</level></properties><build><plugins>"
                + "<plugin><artifactId>other</artifactId><configuration><source>3</source></configuration></plugin>"
                + plugin("<source>${level}</source>") + "</plugins></build>"));
        assertEquals(7, release());
        tree.file("pom.xml", pom("<build><pluginManagement><plugins>" + plugin("<release>11</release><source>9</source>")
                + "</plugins></pluginManagement><plugins>" + plugin("<release>16</release>") + "</plugins></build>"));
        assertEquals(16, release());
    }

    @Test
    void profilesAndExecutionsSayNothing() throws InputException {
        tree.file("pom.xml", pom("<profiles><profile><properties><maven.compiler.release>21</maven.compiler.release></properties></profile></profiles>"
                + "<build><plugins><plugin><artifactId>maven-compiler-plugin</artifactId><executions><execution><configuration><release>22</release>"
                + "</configuration></execution></executions></plugin></plugins></build>"));
        assertEquals(0, release());
    }

    @Test
    void parentsOnDiskAreRead() throws InputException {
        tree.file("pom.xml", "<project><artifactId>parent</artifactId><properties><level>11</level><maven.compiler.release>${level}</maven.compiler.release></properties></project>");
        String parent = "<parent><groupId>g</groupId><artifactId>parent</artifactId><version>1</version>";
        tree.file("one/pom.xml", pom(parent + "</parent>")).java("one/src/main/java/One.java");
        tree.file("two/deep/pom.xml", pom(parent + "<relativePath>../..</relativePath></parent><properties><level>17</level></properties>"))
                .java("two/deep/src/Two.java");
        tree.file("three/pom.xml", pom(parent + "<relativePath/></parent>")).java("three/src/Three.java");
        tree.file("four/pom.xml", pom("<parent><artifactId>stranger</artifactId></parent>")).java("four/src/Four.java");
        Collected all = tree.collect(".");
        assertEquals("four/src/Four.java=0 one/src/main/java/One.java=11 src/main/java/A.java=11 three/src/Three.java=0 two/deep/src/Two.java=17",
                all.files().stream().map(f -> f.displayPath() + "=" + f.release()).reduce((a, b) -> a + " " + b).orElse(""));
    }

    @Test
    void parentsInACircleEnd() throws InputException {
        tree.file("pom.xml", pom("<parent><artifactId>a</artifactId><relativePath>pom.xml</relativePath></parent><properties><x>${y}</x><y>${x}</y>"
                + "<maven.compiler.release>${x}</maven.compiler.release></properties>"));
        assertEquals(0, release());
    }

    @Test
    void aMalformedPomIsANotice() throws InputException {
        tree.file("pom.xml", "<project><artifactId>a</artifactId>\n<properties>");
        Collected all = tree.collect(".");
        assertEquals(0, all.files().get(0).release());
        assertEquals("malformed-build-file", SourceTree.only(all).kind());
        assertEquals("pom.xml", SourceTree.only(all).path());
        assertTrue(SourceTree.only(all).message().lines().count() == 1);
    }

    @Test
    void externalEntitiesAreNotRead() throws InputException {
        tree.file("secret", "17").file("pom.xml", "<!DOCTYPE p [<!ENTITY e SYSTEM \"" + dir.resolve("secret").toUri() + "\">]>\n"
                + properties("<maven.compiler.release>&e;</maven.compiler.release>").replaceFirst("<\\?xml.*\\?>", ""));
        assertEquals(0, release());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sourceCompatibility = 1.8 | 8",
        "sourceCompatibility = '11' | 11",
        "java { sourceCompatibility = JavaVersion.VERSION_17 } | 17",
        "sourceCompatibility JavaVersion.VERSION_1_8 | 8",
        "targetCompatibility = JavaVersion.toVersion(\"9\") | 9",
        "java { toolchain { languageVersion = JavaLanguageVersion.of(21) } } | 21",
        "kotlin { jvmToolchain(19) } | 19",
        "tasks.withType(JavaCompile).configureEach { options.release = 11 } | 11",
        "tasks.compileJava { options.release.set(8) } | 8",
        "options.compilerArgs.addAll(['--release', '10']) | 10",
        "// sourceCompatibility = 1.4 | 0",
        "/* sourceCompatibility = 1.4 */ def u = 'http://x' // y | 0",
        "def u = 'http://x'; sourceCompatibility = 12 | 12",
        "ext.level = 14; sourceCompatibility = level | 14",
        "val level = \"15\"; java { sourceCompatibility = JavaVersion.toVersion(level) } | 15",
        "sourceCompatibility = project.property('javaLevel') | 13",
        "sourceCompatibility = rootProject.javaLevel | 13",
        "sourceCompatibility = libs.versions.java.target.get() | 16",
        "sourceCompatibility = compute() | 0",
        "if (sourceCompatibility == '1.4') { } | 0",
    })
    void gradle(String line, int release) throws InputException {
        tree.file("gradle.properties", "javaLevel=13\n").file("gradle/libs.versions.toml", "[versions]\njava-target = \"16\"\n");
        tree.file("build.gradle", "plugins { id 'java' }\n" + line + "\n");
        assertEquals(release, release());
    }

    @Test
    void gradleReleaseGoesFirstAndTheSmallestOfOneKindCounts() throws InputException {
        tree.file("build.gradle.kts", "java { toolchain { languageVersion.set(JavaLanguageVersion.of(21)) } }\n"
                + "tasks.compileTestJava { options.release.set(17) }\ntasks.compileJava { options.release.set(11) }\n");
        assertEquals(11, release());
    }

    @Test
    void gradleModulesAskTheRootAndItsConventions() throws InputException {
        tree.file("settings.gradle", "").file("build.gradle", "subprojects { sourceCompatibility = 9 }").file("m/build.gradle", "").java("m/src/A.java");
        assertEquals(9, release());
        tree.file("build.gradle", "").file("buildSrc/src/main/groovy/conv.gradle", "java { sourceCompatibility = 10 }");
        assertEquals(10, release());
    }

    @Test
    void theUsersWordWins() throws InputException {
        tree.file("pom.xml", properties("<java.version>21</java.version>")).zip("s.jar", "p/B.java");
        Collected all = Inputs.collect(tree.request(".", "s.jar").release(8).build());
        assertEquals(2, all.files().size());
        assertTrue(all.files().stream().allMatch(f -> f.release() == 8));
    }
}
