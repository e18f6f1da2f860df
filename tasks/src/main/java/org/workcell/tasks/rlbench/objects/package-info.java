/** Things that a scene is given beside its file: meshes of users, read, checked and placed. */
package org.workcell.tasks.rlbench.objects;
