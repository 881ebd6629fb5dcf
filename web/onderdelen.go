package web

import (
	"strconv"

	"github.com/a-h/templ"

	"traject/kern/begrip"
)

// Small pieces the templates share. Attributes that may be absent are given as
// templ.Attributes, so that an empty aria attribute never reaches the page.

func getal(n int) string { return strconv.Itoa(n) }

func of(s, anders string) string {
	if s == "" {
		return anders
	}
	return s
}

// huidig marks the link to the page we are on.
func huidig(hier bool) templ.Attributes {
	if !hier {
		return nil
	}
	return templ.Attributes{"aria-current": "page"}
}

// beschrevenDoor ties a field to its hint and its error.
func beschrevenDoor(naam, hulp, fout string) templ.Attributes {
	switch {
	case hulp != "" && fout != "":
		return templ.Attributes{"aria-describedby": naam + "-hulp " + naam + "-fout"}
	case fout != "":
		return templ.Attributes{"aria-describedby": naam + "-fout"}
	case hulp != "":
		return templ.Attributes{"aria-describedby": naam + "-hulp"}
	}
	return nil
}

// ongeldig tells a screen reader that the field has a fault.
func ongeldig(fout string) templ.Attributes {
	if fout == "" {
		return nil
	}
	return templ.Attributes{"aria-invalid": "true"}
}

// aantal writes a number with its noun: "1 taak", "3 taken".
func aantal(n int, een, meer string) string {
	if n == 1 {
		return "1 " + een
	}
	return strconv.Itoa(n) + " " + meer
}

// rolnaam is the role as people say it.
func rolnaam(r begrip.Rol) string {
	switch r {
	case begrip.Applicatiebeheer:
		return "beheer"
	case begrip.AanbiederTaal:
		return "taalschool"
	case begrip.AanbiederOverig:
		return "aanbieder"
	}
	return string(r)
}

// tekstafstand keeps a label clear of the sign it belongs to.
func tekstafstand(klasse string) string {
	if klasse == "op in" {
		return "8"
	}
	return "12"
}

func eindafstand(klasse string) string {
	if klasse == "sterk" {
		return "4"
	}
	return "-12"
}
