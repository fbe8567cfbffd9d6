package hiddenblockingcall;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

class Urls {
    private final URL home;
    private final Map<URL, String> pages = new HashMap<>(); // want "A HashMap with URLs as keys"
    private final Set<URL> seen = new HashSet<URL>(16); // want "A HashSet with URLs as keys"
    private final Map<URL, String> safe = new ConcurrentHashMap<>(); // want "A ConcurrentHashMap with URLs as keys"
    private final Map<String, URL> byName = new HashMap<>(); // ok: the keys are texts
    private final Map<URI, String> uris = new HashMap<>(); // ok: URI compares texts
    private final Map<URL, String> sorted = new TreeMap<>(Comparator.comparing(URL::toString)); // ok: a comparator of its own
    private final Map<URL, String> same = new IdentityHashMap<>(); // ok: identity
    private final List<URL> list = new ArrayList<>(); // ok: a list does not hash

    Urls(URL home) {
        this.home = home;
    }

    boolean isHome(URL url) {
        return url.equals(home); // want "url.equals(...) of a URL asks the name service"
    }

    int hash() {
        return home.hashCode(); // want "home.hashCode() of a URL"
    }

    boolean same(URL a, URL b) {
        return Objects.equals(a, b); // want "of a URL"
    }

    int both(URL a, String b) {
        return Objects.hash(a, b); // want "of a URL"
    }

    Set<URL> fixed(URL a, URL b) {
        return Set.of(a, b); // want "This collection with URLs as keys"
    }

    Set<URL> local(List<URL> all) {
        var out = new LinkedHashSet<URL>(all); // want "A LinkedHashSet with URLs as keys"
        return out;
    }

    boolean chained(URI a, URI b) throws Exception {
        return a.toURL().equals(b.toURL()); // ok: such URLs mostly name files
    }

    boolean known(URL url) {
        return list.contains(url); // miss "URL"
    }

    boolean text(URL a, URL b) {
        return a.toString().equals(b.toString()); // ok: compares texts
    }

    boolean uri(URI a, URI b) {
        return a.equals(b); // ok: URI compares texts
    }

    boolean resource(URL other) {
        URL own = Urls.class.getResource("x.txt");
        return own.equals(other); // ok: a URL of the class path names no host
    }

    boolean none(URL url) {
        return url.equals(null); // ok: compares nothing
    }

    boolean file(URL other) throws Exception {
        URL own = new URL("file:/tmp/x");
        return own.equals(other); // ok: a file has no host
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getLocalHost() + " " + home; // want "in a toString of which nobody expects that it waits"
        } catch (UnknownHostException e) {
            return "?";
        }
    }

    String host() throws UnknownHostException {
        return InetAddress.getLocalHost().getHostName(); // ok: says what it does
    }
}

class Peer {
    private final InetSocketAddress address;

    Peer(InetSocketAddress address) {
        this.address = address;
    }

    @Override
    public String toString() {
        return address.getHostName(); // want "address.getHostName() asks the name service"
    }

    String shown() {
        return address.getHostString(); // ok: asks nobody
    }
}
