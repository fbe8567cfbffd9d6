package started;

import javax.annotation.concurrent.ThreadSafe;

@interface Start {}

/** What a container calls before it shares the object, in subclasses too. */
abstract class Component {
    @Start
    public void start() {
    }
}

@ThreadSafe
class Started extends Component {
    private String address; // ok: set at the start

    @Override
    public void start() {
        address = "here";
    }

    String address() {
        return address;
    }
}
