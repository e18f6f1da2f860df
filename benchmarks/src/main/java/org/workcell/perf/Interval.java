package org.workcell.perf;

/** Where a number lies with 95 %. */
public record Interval(double low, double high) {}
