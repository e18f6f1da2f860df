/**
 * A suite of one task with an expert, a factor and a policy: what the pages of the documentation
 * show.
 */
package mine;
