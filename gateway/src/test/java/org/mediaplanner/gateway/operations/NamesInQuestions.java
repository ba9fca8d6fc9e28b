package org.mediaplanner.gateway.operations;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of figures in any question to Prometheus, whether or not it can be evaluated here. */
final class NamesInQuestions {

    private static final Pattern NO_NAMES = Pattern
            .compile("\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"|\\b(by|without) *\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("\\b[a-z][a-z0-9_]*\\b(?! *\\()");

    private NamesInQuestions() {}

    static Set<String> of(String question) {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(NO_NAMES.matcher(question).replaceAll(" "));
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }
}
