package updaters;

class Base {
    volatile int inherited;
}
