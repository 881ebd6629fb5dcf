package wetten

import "testing"

func TestDeBoekenkastLaadt(t *testing.T) {
	b, err := Laad()
	if err != nil {
		t.Fatal(err)
	}
	if got := b.Pakketten(); len(got) != 4 {
		t.Errorf("pakketten: %v", got)
	}
}
