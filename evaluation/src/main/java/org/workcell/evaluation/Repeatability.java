package org.workcell.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Whether the answers of a policy were the same when it was asked twice, for policies that may act
 * even where they were not.
 *
 * @param checkedEpisodes of how many episodes one was asked twice, beginning with the first; 0
 *     where only the first answer of the run was
 * @param difference how answers differed, in a sentence without a full stop; null where none did
 */
public record Repeatability(
    int checkedEpisodes, @JsonInclude(JsonInclude.Include.NON_NULL) String difference) {}
