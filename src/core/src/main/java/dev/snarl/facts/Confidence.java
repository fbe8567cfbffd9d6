package dev.snarl.facts;

/** How strong the evidence of one finding is (not how bad the hazard is, nor how often its rule is right). */
public enum Confidence {
    LOW, MEDIUM, HIGH;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
