package remotetasknotserializable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.logging.Logger;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Spark's function types are Serializable, so what matters is what they capture. */
class OnSpark {
    private static final Config SHARED = new Config();
    private static final Logger LOG = Logger.getLogger("spark");
    private final String suffix = "!";
    private final Config own = new Config();

    void capturesLocal(JavaRDD<String> lines) {
        Config config = new Config();
        lines.map(line -> line + config.suffix()).collect(); // want "config"
        lines.filter(line -> config.suffix().equals(line)).collect(); // want "config"
        lines.foreach(line -> { // want "config"
            System.out.println(line + config.suffix());
        });
    }

    void capturesParameter(JavaRDD<String> lines, Config config, Limits limits, Config[] configs) {
        lines.map(line -> line + config.suffix()); // want "config"
        lines.filter(line -> line.length() < limits.high()); // want "limits"
        lines.map(line -> line + configs.length); // want "configs"
    }

    void capturesJdk(JavaRDD<String> lines, Optional<String> name, Scanner scanner, Thread owner) {
        lines.map(line -> line + name.orElse("")); // want "name"
        lines.map(line -> line + scanner.nextLine()); // want "scanner"
        lines.map(line -> line + owner.getName()); // want "owner"
    }

    void capturesContext(JavaSparkContext context, JavaRDD<String> lines) {
        lines.map(line -> context.parallelize(List.of(line)).collect()); // want "context"
    }

    void capturesNested(JavaRDD<List<String>> lines, Config config) {
        lines.map(list -> list.stream().map(line -> line + config.suffix()).toList()); // want "config"
    }

    void inVariable(JavaRDD<String> lines, Config config) {
        Function<String, String> append = line -> line + config.suffix();
        lines.map(append); // want "config"
    }

    void made(JavaRDD<String> lines, Config config) {
        lines.map(appending(config)); // want "config"
        lines.map(new Appender(config)); // want "config"
    }

    private static Function<String, String> appending(Config config) {
        return line -> line + config.suffix();
    }

    void chosen(JavaRDD<String> lines, boolean plain, Config config) {
        lines.map(plain ? line -> line : line -> line + config.suffix()); // want "config"
        lines.map(switch (plain ? 0 : 1) { // want "config"
            case 0 -> line -> line;
            default -> line -> line + config.suffix();
        });
    }

    void flink(DataStream<String> lines, Config config, SafeConfig safe) {
        lines.map(line -> line + config.suffix()); // want "config"
        lines.map(line -> line + safe.suffix()); // ok: Serializable
        lines.map(String::trim); // ok: nothing is captured
    }

    void fine(JavaSparkContext context, JavaRDD<String> lines, SafeConfig safe, SafeLimits limits) {
        String end = "!";
        int[] counts = new int[3];
        Mode mode = Mode.FAST;
        Broadcast<Config> shared = context.broadcast(new Config());
        lines.map(line -> line + end); // ok: a String
        lines.map(line -> line + counts.length + mode); // ok: an array of numbers, an enum
        lines.map(line -> line + safe.suffix()); // ok: Serializable
        lines.filter(line -> line.length() > limits.low()); // ok: Serializable
        lines.map(line -> line + shared.value().suffix()); // ok: a broadcast variable
        lines.map(String::trim); // ok: nothing is captured
        lines.map(new SafeAppender(safe)); // ok: Serializable through and through
    }

    void collections(JavaRDD<String> lines, List<String> names, Map<String, Integer> counts) {
        lines.filter(line -> names.contains(line)); // ok: lists are nearly always serializable
        lines.map(line -> counts.get(line)); // ok: maps are nearly always serializable
    }

    void notCaptured(JavaRDD<String> lines) {
        lines.map(line -> line + SHARED.suffix()); // ok: a static field is not captured
        lines.foreach(line -> LOG.info(line)); // ok: a static field is not captured
        lines.map(line -> line + new Config().suffix()); // ok: made where it is used
        lines.map(line -> {
            Config config = new Config(); // ok: made where it is used
            return line + config.suffix();
        });
        lines.map(line -> line + suffix); // ok: the enclosing object is the matter of remote-task-captures-this
        lines.map(line -> line + own.suffix()); // ok: the enclosing object is the matter of remote-task-captures-this
    }

    void copied(JavaRDD<String> lines, Config config) {
        String end = config.suffix();
        lines.map(line -> line + end); // ok: only the text travels
    }

    <T> void unknown(JavaRDD<String> lines, T any, Shape shape, Codec codec, Object object) {
        lines.map(line -> line + any); // ok: T may be anything
        lines.map(line -> line + shape.area()); // ok: it may be a Circle, and that is Serializable
        lines.map(line -> codec.encode(line)); // ok: an interface may be serializable
        lines.map(line -> line + object); // ok: an Object may be anything
    }

    void outOfReach(JavaRDD<String> lines, List<Config> configs, Path path) {
        lines.map(line -> line + configs.get(0).suffix()); // miss "configs" the list travels, its elements do not
        lines.map(line -> path.resolve(line).toString()); // miss "path" no Path of the JDK is serializable
    }
}
