package dev.snarl.facts;

public enum TypeKind { CLASS, INTERFACE, ENUM, RECORD, ANNOTATION }
