/**
 * Folders of delta actions: {@code delta.json}, which says what the numbers mean and how they came
 * about, and {@code weights.npz}, plain arrays.
 */
package org.workcell.datasets.delta;
