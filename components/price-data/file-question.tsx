"use client";
import type { PriceFileAnswers, PriceFileQuestion } from "@/lib/schemas/prices";
import { ChoiceList } from "./choice-list";

interface FileQuestionProps {
  message: string;
  question: PriceFileQuestion;
  onAnswer: (answer: Partial<PriceFileAnswers>) => void;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What a file leaves open: each way to read it, with what it makes of a row. */
export function FileQuestion({ message, question, onAnswer }: FileQuestionProps) {
  const choices = question.choices.map(({ value, usedBy, reads }) => {
    const isList = question.about === "columns";
    const columns = value.replaceAll(",", ", ");
    const title = isList ? columns : capitalised(usedBy);
    return {
      value,
      title,
      about: isList && usedBy !== "" ? `Used by ${usedBy}. Reads ${reads}` : `Reads ${reads}`,
    };
  });
  return (
    <ChoiceList
      question={message}
      choices={choices}
      onChoose={(value) => onAnswer({ [question.about]: value } as Partial<PriceFileAnswers>)}
    />
  );
}
