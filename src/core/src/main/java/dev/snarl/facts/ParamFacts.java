package dev.snarl.facts;

import java.util.List;

public record ParamFacts(String name, TypeRef type, int mods, List<AnnotationFacts> annotations) {}
