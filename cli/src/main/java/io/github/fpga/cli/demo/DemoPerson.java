package io.github.fpga.cli.demo;

import io.github.fpga.pipelines.people.Person;
import java.awt.image.BufferedImage;

/**
 * Somebody in the demo.
 *
 * @param name for the page
 * @param source what {@code --person} is given
 * @param person as read, named after the first file
 * @param thumbnail the face of the first picture
 */
public record DemoPerson(String name, String source, Person person, BufferedImage thumbnail) {}
